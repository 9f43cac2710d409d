using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Bus;

public abstract class When_many_messages_wait_in_the_outbox<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Fact]
    public async Task Should_drain_a_backlog_of_5000_and_leave_no_rows()
    {
        // 2,000 outboxes of one message, and 30 of 100, each of which takes a pass of its own.
        await StoreAsync(outboxes: 2000, messagesEach: 1);
        await StoreAsync(outboxes: 30, messagesEach: 100);

        await using var host = await StartAsync();
        await ArrivedAsync<Ping>(host, 5000);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Count.ShouldBe(5000);
        host.Observed.Of<Ping>().Select(x => x.MessageId).Distinct().Count().ShouldBe(5000);
    }

    [Fact]
    public async Task Should_let_a_new_message_pass_a_backlog()
    {
        await StoreAsync(outboxes: 20, messagesEach: 500);

        await using var host = await StartAsync(new OutboxHostSetup { Outbox = x => x.QueryDelay = TimeSpan.FromMilliseconds(20) });
        await ArrivedAsync<Ping>(host, 1); // the exchange is declared: a destination that opens slowly is another behaviour
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = -1 }, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });
        var left = await host.QueryAsync(x => x.Set<OutboxMessage>().CountAsync(Cancellation));

        await ArrivedAsync<Ping>(host, 10_001);
        left.ShouldBeGreaterThan(4_000, "else there was no backlog to pass");
        host.Observed.Of<Ping>().ToList().FindIndex(x => x.Message.Number == -1).ShouldBeLessThan(10_000 - left + 2_500);
    }

    [Fact]
    public async Task Should_reach_what_waits_behind_hundreds_of_unsendable_messages()
    {
        await StoreAsync(outboxes: 450, messagesEach: 1);
        await using (var host = await StartAsync(new OutboxHostSetup { StartBus = false }))
        {
            await host.QueryAsync(x => x.Set<OutboxMessage>().ExecuteUpdateAsync(y => y.SetProperty(z => z.DestinationAddress, (Uri?)null), Cancellation));
        }

        await StoreAsync(outboxes: 1, messagesEach: 1);

        await using var running = await StartAsync();
        await ArrivedAsync<Ping>(running, 1);
    }
}

public sealed class When_many_messages_wait_in_the_outbox_on_postgres_and_rabbitmq :
    When_many_messages_wait_in_the_outbox<PostgresRabbitMqEngine>;

public sealed class When_many_messages_wait_in_the_outbox_on_sqlite_in_memory :
    When_many_messages_wait_in_the_outbox<SqliteInMemoryEngine>;
