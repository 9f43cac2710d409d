using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.Bus;

public abstract class When_two_contexts_share_a_process<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Fact]
    public async Task Should_keep_an_inbox_and_an_outbox_each()
    {
        await using var host = await StartAsync(new OutboxHostSetup
        {
            Services = services => services.AddDbContext<OtherDbContext>(Engine.UseDatabase),
            Bus = bus =>
            {
                bus.AddEntityFrameworkOutbox<OtherDbContext>(Engine.UseOutbox);
                bus.AddConsumer<OtherConsumer>();
            },
            Factory = (context, cfg) => cfg.ReceiveEndpoint("other", endpoint =>
            {
                // The broker holds messages for this endpoint until the tables are there.
                endpoint.UseMessageRetry(x => x.Interval(100, TimeSpan.FromMilliseconds(50)));
                endpoint.UseEntityFrameworkOutbox<OtherDbContext>(context);
                endpoint.ConfigureConsumer<OtherConsumer>(context);
            })
        });
        await CreateTablesAsync(host);
        var orderId = Guid.NewGuid();

        await host.SendAsync(new PlaceOrder { OrderId = orderId }, Guid.NewGuid());

        // OrderPlaced goes to the other context's consumer, which answers with a Ping.
        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().ShouldHaveSingleItem().Message.Id.ShouldBe(orderId);
        await Eventually.Holds(async () =>
        {
            await using var scope = host.Services.CreateAsyncScope();
            var other = scope.ServiceProvider.GetRequiredService<OtherDbContext>();
            return await other.Set<InboxState>().CountAsync(x => x.Delivered != null, Cancellation) == 1
                && !await other.Set<OutboxMessage>().AnyAsync(Cancellation);
        }, "the other inbox to hold the one message", TimeSpan.FromSeconds(30), Cancellation);
    }

    private static async Task CreateTablesAsync(OutboxHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var other = scope.ServiceProvider.GetRequiredService<OtherDbContext>();
        await other.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(Cancellation);
    }
}

/// <summary>Other table and column names in the same database: SQL that was cached by type would hit the wrong tables.</summary>
public sealed class OtherDbContext(DbContextOptions<OtherDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities();
        modelBuilder.Entity<InboxState>().ToTable("other_inbox").Property(x => x.Delivered).HasColumnName("delivered_at");
        modelBuilder.Entity<OutboxState>().ToTable("other_outbox").Property(x => x.OutboxId).HasColumnName("id");
        modelBuilder.Entity<OutboxMessage>().ToTable("other_message").Property(x => x.SequenceNumber).HasColumnName("number");
    }
}

public sealed class OtherConsumer : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context) =>
        context.Publish(new Ping { Id = context.Message.OrderId }, context.CancellationToken);
}

public sealed class When_two_contexts_share_a_process_on_postgres_and_rabbitmq :
    When_two_contexts_share_a_process<PostgresRabbitMqEngine>;

public sealed class When_two_contexts_share_a_process_on_sqlite_in_memory :
    When_two_contexts_share_a_process<SqliteInMemoryEngine>;
