using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

public abstract class When_the_inbox_is_cleaned<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;

    // The sweep is called by the test; the service's own would come every hour.
    private static readonly OutboxHostSetup Setup = new()
    {
        Outbox = outbox =>
        {
            outbox.QueryDelay = TimeSpan.FromHours(1);
            outbox.DuplicateDetectionWindow = TimeSpan.FromMinutes(30);
        }
    };

    [Fact]
    public async Task Should_forget_what_was_delivered_before_the_window_and_keep_the_rest()
    {
        await using var host = await StartAsync(Setup);
        var outside = await InsertAsync(host, 250, delivered: Now.AddMinutes(-31));
        var inside = await InsertAsync(host, 5, delivered: Now.AddMinutes(-29));
        var owed = await InsertAsync(host, 5, delivered: null);

        var forgotten = await SweepAsync(host);

        forgotten.ShouldBe(outside.Length);
        var left = await host.QueryAsync(x => x.Set<InboxState>().Select(y => y.MessageId).ToListAsync(Cancellation));
        left.ShouldBe(inside.Concat(owed), ignoreOrder: true);
    }

    [Fact]
    public async Task Should_be_left_to_another_process_when_it_is_disabled()
    {
        await using var cleaning = await StartAsync(new OutboxHostSetup { StartBus = false });
        await using var host = await StartAsync(new OutboxHostSetup { StartBus = false, Outbox = x => x.DisableInboxCleanupService() });

        CleansInbox(cleaning).ShouldBeTrue();
        CleansInbox(host).ShouldBeFalse();

        static bool CleansInbox(OutboxHost host) => host.Services.GetServices<IHostedService>().OfType<InboxCleanupService<TestDbContext>>().Any();
    }

    [Fact]
    public async Task Should_share_the_work_between_concurrent_sweeps()
    {
        await using var host = await StartAsync(Setup);
        await InsertAsync(host, 1000, delivered: Now.AddHours(-1));

        var forgotten = await Task.WhenAll(SweepAsync(host), SweepAsync(host), SweepAsync(host));

        forgotten.Sum().ShouldBe(1000);
        (await host.QueryAsync(x => x.Set<InboxState>().CountAsync(Cancellation))).ShouldBe(0);
    }

    [Theory, EverySetUpOfConsumers]
    public async Task Should_keep_what_still_has_a_message_to_deliver(ContextSetUp context)
    {
        await using var host = await StartAsync(context, Setup with { StartBus = false });
        var owing = await InsertAsync(host, 1, delivered: Now.AddHours(-1));
        await InsertAsync(host, 3, delivered: Now.AddHours(-1));
        await OweAsync(host, owing[0]);

        (await SweepAsync(host)).ShouldBe(3);

        var left = await host.QueryAsync(x => x.Set<InboxState>().Select(y => y.MessageId).ToListAsync(Cancellation));
        left.ShouldBe(owing);
    }

    [Theory, EverySetUpOfConsumers]
    public async Task Should_settle_rows_of_the_stock_package_that_owe_nothing(ContextSetUp context)
    {
        await using var host = await StartAsync(context, Setup with { StartBus = false });
        var rows = await InsertAsync(host, 2, delivered: null);
        await host.QueryAsync(x => x.Set<InboxState>().ExecuteUpdateAsync(
            y => y.SetProperty(z => z.Consumed, Now.AddHours(-1)), Cancellation));
        await OweAsync(host, rows[0]);

        (await SweepAsync(host)).ShouldBe(0, "their window begins now");

        var settled = await host.QueryAsync(x => x.Set<InboxState>().Where(y => y.Delivered != null)
            .Select(y => y.MessageId).ToListAsync(Cancellation));
        settled.ShouldBe([rows[1]]);
    }

    private static Task<int> OweAsync(OutboxHost host, Guid messageId) => host.QueryAsync(async dbContext =>
    {
        var inbox = await dbContext.Set<InboxState>().SingleAsync(x => x.MessageId == messageId, Cancellation);
        dbContext.Add(new OutboxMessage
        {
            MessageId = Guid.NewGuid(),
            InboxMessageId = inbox.MessageId,
            InboxConsumerId = inbox.ConsumerId,
            ContentType = "application/json",
            MessageType = "urn:message:Nobody:Listens",
            Body = "{}",
            SentTime = Now
        });
        return await dbContext.SaveChangesAsync(Cancellation);
    });

    private static Task<int> SweepAsync(OutboxHost host) =>
        host.Services.GetServices<IHostedService>().OfType<InboxCleanupService<TestDbContext>>().Single().SweepAsync(Cancellation);

    private static async Task<Guid[]> InsertAsync(OutboxHost host, int count, DateTime? delivered)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToArray();
        await host.QueryAsync(dbContext =>
        {
            // Consumed is left out of the undelivered ones: the delivery service must not complete them.
            dbContext.AddRange(ids.Select(x => new InboxState
            {
                MessageId = x,
                ConsumerId = Guid.NewGuid(),
                Received = Now.AddHours(-1),
                Consumed = delivered,
                Delivered = delivered
            }));
            return dbContext.SaveChangesAsync(Cancellation);
        });
        return ids;
    }
}

public sealed class When_the_inbox_is_cleaned_on_postgres_and_rabbitmq : When_the_inbox_is_cleaned<PostgresRabbitMqEngine>;

public sealed class When_the_inbox_is_cleaned_on_sqlite_in_memory : When_the_inbox_is_cleaned<SqliteInMemoryEngine>;
