using MassTransit.Configuration;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Microservices.TransactionalOutbox.Tests.Bus;

public abstract class When_messages_wait_in_the_outbox<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Theory, EverySetUpOfConsumers]
    public async Task Should_deliver_an_outbox_larger_than_the_limit_of_a_pass(ContextSetUp context)
    {
        await StoreAsync(outboxes: 1, messagesEach: 1000, context);

        await using var host = await StartAsync(context);
        await ArrivedAsync<Ping>(host, 1000);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Select(x => x.Message.Number).ShouldBe(Enumerable.Range(0, 1000));
    }

    [Fact]
    public async Task Should_deliver_a_new_message_though_the_poll_fails()
    {
        await StoreAsync(outboxes: 1, messagesEach: 1);

        await using var host = await StartAsync(new OutboxHostSetup
        {
            Outbox = x => x.LockStatementProvider =
                new UnreadableBacklog(((EntityFrameworkOutboxConfigurator<TestDbContext>)x).LockStatementProvider),
        });
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = -1 }, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });

        await ArrivedAsync<Ping>(host, 1);
        host.Observed.Of<Ping>().ShouldHaveSingleItem().Message.Number.ShouldBe(-1);
    }

    [Fact]
    public async Task Should_not_let_one_unsendable_message_hold_up_the_others()
    {
        await StoreAsync(outboxes: 1, messagesEach: 1);
        await using var host = await StartAsync(new OutboxHostSetup { StartBus = false });
        var destination = await host.QueryAsync(x => x.Set<OutboxMessage>().Select(y => y.DestinationAddress).SingleAsync(Cancellation));
        await SetDestinationAsync(host, null);

        await using var running = await StartAsync();
        await StoreAsync(outboxes: 150, messagesEach: 2);

        await ArrivedAsync<Ping>(running, 300);
        (await running.QueryAsync(x => x.Set<OutboxMessage>().CountAsync(y => y.DestinationAddress == null, Cancellation)))
            .ShouldBe(1, "the message that cannot be sent is kept");

        await SetDestinationAsync(running, destination);
        await ArrivedAsync<Ping>(running, 301);
        await NothingIsOwedAsync(running);
    }

    [Fact]
    public async Task Should_send_a_message_again_when_its_send_never_ends()
    {
        await StoreAsync(outboxes: 1, messagesEach: 3);
        var stranded = new StrandedSend();

        await using var host = await StartAsync(new OutboxHostSetup
        {
            BusOutbox = x => x.MessageDeliveryTimeout = TimeSpan.FromMilliseconds(500),
            Factory = (_, factory) => factory.ConnectSendObserver(stranded),
        });

        await ArrivedAsync<Ping>(host, 3);
        await NothingIsOwedAsync(host);
        stranded.Sends.ShouldBeGreaterThan(3);
    }

    [Theory, EverySetUpOfConsumers]
    public async Task Should_drop_a_message_whose_time_to_live_is_over(ContextSetUp context)
    {
        await StoreAsync(outboxes: 2, messagesEach: 1, context);
        await using (var host = await StartAsync(context, new OutboxHostSetup { StartBus = false }))
        {
            var first = await host.QueryAsync(x => x.Set<OutboxMessage>().MinAsync(y => y.SequenceNumber, Cancellation));
            var past = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1);
            await host.QueryAsync(x => x.Set<OutboxMessage>().Where(y => y.SequenceNumber == first)
                .ExecuteUpdateAsync(y => y.SetProperty(z => z.ExpirationTime, past), Cancellation));
        }

        using var expired = new MetricCollector<long>(null, "Microservices.Outbox", "microservices.outbox.expired");
        await using var running = await StartAsync(context);
        await ArrivedAsync<Ping>(running, 1);
        await NothingIsOwedAsync(running);
        running.Observed.Of<Ping>().Count.ShouldBe(1);
        await Testing.Eventually.Holds(() => Task.FromResult(expired.GetMeasurementSnapshot().Count > 0), "the message to be counted",
            TimeSpan.FromSeconds(30), Cancellation);
    }

    private static Task SetDestinationAsync(OutboxHost host, Uri? destination) => host.QueryAsync(x =>
        x.Set<OutboxMessage>().OrderBy(y => y.SequenceNumber).Take(1)
            .ExecuteUpdateAsync(y => y.SetProperty(z => z.DestinationAddress, destination), Cancellation));
}

/// <summary>A database that answers every claim in the tables with an error.</summary>
internal sealed class UnreadableBacklog(ILockStatementProvider engine) : ILockStatementProvider
{
    public bool ClaimsLockRows => engine.ClaimsLockRows;

    public OutboxStatements GetStatements(DbContext dbContext) =>
        engine.GetStatements(dbContext) with { ClaimFirst = "SELECT too_long FROM nowhere" };

    public object ToParameter(IReadOnlyCollection<Guid> keys) => engine.ToParameter(keys);

    public object ToParameter(IReadOnlyCollection<long> keys) => engine.ToParameter(keys);
}

public sealed class When_messages_wait_in_the_outbox_on_postgres_and_rabbitmq :
    When_messages_wait_in_the_outbox<PostgresRabbitMqEngine>;

public sealed class When_messages_wait_in_the_outbox_on_sqlite_in_memory :
    When_messages_wait_in_the_outbox<SqliteInMemoryEngine>;
