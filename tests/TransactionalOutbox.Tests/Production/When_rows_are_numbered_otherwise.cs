using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microservices.TransactionalOutbox.Tests.Production;

/// <summary>Npgsql numbers rows by identity columns, unless the model says otherwise.</summary>
public sealed class When_rows_are_numbered_otherwise : ConformanceTest<PostgresRabbitMqEngine>
{
    private const int Messages = 150; // more than a pass takes of an outbox

    [Fact]
    public async Task Should_say_what_to_do_where_ef_core_numbers_them_in_memory()
    {
        await using var host = await StartAsync(new OutboxHostSetup
        {
            StartBus = false,
            Model = x => x.ReplaceService<IModelCustomizer, HiLo>(),
        });

        await host.InScopeAsync(async (publisher, _) =>
        {
            var publish = () => publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            (await publish.ShouldThrowAsync<InvalidOperationException>()).Message
                .ShouldContain("modelBuilder.Entity<InboxState>().Property(x => x.Id).UseIdentityByDefaultColumn()");
        });
    }

    [Fact]
    public Task Should_deliver_where_only_the_rows_of_others_are_numbered_in_memory() => DeliversAsync<HiLoForOthers>();

    [Fact]
    public Task Should_deliver_where_only_the_inbox_is_numbered_by_the_database() => DeliversAsync<HiLoButInbox>();

    [Fact]
    public Task Should_deliver_where_a_sequence_is_the_default() => DeliversAsync<KeySequences>();

    [Fact]
    public Task Should_deliver_where_columns_are_serial() => DeliversAsync<Serial>();

    private async Task DeliversAsync<TCustomizer>()
        where TCustomizer : IModelCustomizer
    {
        await using var host = await StartAsync(new OutboxHostSetup { Model = x => x.ReplaceService<IModelCustomizer, TCustomizer>() });

        await host.SendAsync(new PlaceOrder { OrderId = Guid.NewGuid(), Events = Messages }, Guid.NewGuid());
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            for (var number = 0; number < Messages; number++)
                await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = number }, Cancellation);
            dbContext.Effects.Add(new Effect { OrderId = Guid.NewGuid() });
            await dbContext.SaveChangesAsync(Cancellation);
        });

        await ArrivedAsync<OrderPlaced>(host, Messages);
        await ArrivedAsync<Ping>(host, Messages);
        await NothingIsOwedAsync(host);
        host.Observed.Of<OrderPlaced>().Select(x => x.Message.Number).Order().ShouldBe(Enumerable.Range(0, Messages));
        host.Observed.Of<Ping>().Select(x => x.Message.Number).ShouldBe(Enumerable.Range(0, Messages));
        (await EffectsAsync(host)).ShouldBe(2);
    }

    private class HiLo(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.UseHiLo();
        }
    }

    private class HiLoButInbox(ModelCustomizerDependencies dependencies) : HiLo(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Entity<InboxState>().Property(x => x.Id).UseIdentityByDefaultColumn();
        }
    }

    private sealed class HiLoForOthers(ModelCustomizerDependencies dependencies) : HiLoButInbox(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Entity<OutboxMessage>().Property(x => x.SequenceNumber).UseIdentityByDefaultColumn();
        }
    }

    private sealed class KeySequences(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.UseKeySequences();
        }
    }

    private sealed class Serial(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.UseSerialColumns();
        }
    }
}
