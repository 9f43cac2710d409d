using System.Linq.Expressions;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>Applications make their contexts in other ways than our services do; each message arrives all the same.</summary>
public abstract class When_a_context_is_set_up_otherwise<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    // More than one pass takes of an outbox, so that the tables are read.
    private const int Messages = 250;

    [Fact]
    public Task Should_deliver_where_ef_core_retries() => DeliversAsync(new OutboxHostSetup { Database = Engine.UseRetries });

    [Fact]
    public Task Should_deliver_where_a_filter_hides_all_rows() => DeliversAsync(new OutboxHostSetup { Database = HideAll });

    [Fact]
    public Task Should_deliver_where_options_are_made_by_hand() => DeliversAsync(new OutboxHostSetup { Services = MakeByHand });

    private async Task DeliversAsync(OutboxHostSetup setup)
    {
        await using var host = await StartAsync(setup);
        var order = Guid.NewGuid();

        await host.SendAsync(new PlaceOrder { OrderId = order, Events = Messages }, Guid.NewGuid());
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            for (var number = 0; number < Messages; number++)
                await publisher.Publish(new Ping { Id = order, Number = number }, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });

        await ArrivedAsync<OrderPlaced>(host, Messages);
        await ArrivedAsync<Ping>(host, Messages);
        host.Observed.Of<Ping>().Select(x => x.Message.Number).ShouldBe(Enumerable.Range(0, Messages));
        await Eventually.Holds(() => host.QueryAsync(async x => !await x.Set<OutboxMessage>().IgnoreQueryFilters().AnyAsync(Cancellation)),
            "the outbox to be empty", TimeSpan.FromSeconds(60), Cancellation);
        host.Observed.Of<OrderPlaced>().Count.ShouldBe(Messages);
        (await host.QueryAsync(x => x.Effects.IgnoreQueryFilters().CountAsync(Cancellation))).ShouldBe(1);
    }

    private static void HideAll(DbContextOptionsBuilder options) => options.ReplaceService<IModelCustomizer, HidingModelCustomizer>();

    // As an application does that has a connection per tenant.
    private void MakeByHand(IServiceCollection services)
    {
        services.RemoveAll<TestDbContext>();
        services.AddScoped(_ =>
        {
            var options = new DbContextOptionsBuilder<TestDbContext>();
            Engine.UseDatabase(options);
            return new TestDbContext(options.Options);
        });
    }
}

/// <summary>A filter on every entity that lets nothing through, as for a tenant that is none.</summary>
internal sealed class HidingModelCustomizer(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            var row = Expression.Parameter(entity.ClrType);
            modelBuilder.Entity(entity.ClrType).HasQueryFilter(
                Expression.Lambda(Expression.Constant(false), row));
        }
    }
}

public sealed class When_a_context_is_set_up_otherwise_on_postgres_and_rabbitmq : When_a_context_is_set_up_otherwise<PostgresRabbitMqEngine>;

public sealed class When_a_context_is_set_up_otherwise_on_sqlite_in_memory : When_a_context_is_set_up_otherwise<SqliteInMemoryEngine>;
