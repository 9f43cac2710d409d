using MassTransit.EntityFrameworkCoreIntegration;
using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microservices.TransactionalOutbox.Tests.Production;

public sealed class When_columns_have_other_types : ConformanceTest<PostgresRabbitMqEngine>
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Should_deliver_what_is_stored_as_json(int messages)
    {
        await using var host = await StartAsync(new OutboxHostSetup { Model = options => options.ReplaceService<IModelCustomizer, Json>() });

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            for (var number = 0; number < messages; number++)
                await publisher.Publish(new Ping { Id = Guid.NewGuid() }, context => context.Headers.Set("colour", "blue"), Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });
        await host.SendAsync(new PlaceOrder { OrderId = Guid.NewGuid(), Events = messages }, Guid.NewGuid());

        await ArrivedAsync<Ping>(host, messages);
        await ArrivedAsync<OrderPlaced>(host, messages);
        host.Observed.Of<Ping>().ShouldAllBe(x => x.Headers.Get<string>("colour", null) == "blue");
    }

    private sealed class Json(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            var message = modelBuilder.Entity<OutboxMessage>();
            message.Property(x => x.Body).HasColumnType("jsonb");
            message.Property(x => x.Headers).HasColumnType("jsonb");
            message.Property(x => x.Properties).HasColumnType("json");
        }
    }
}
