using System.Diagnostics;
using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Bus;

public abstract class When_a_request_publishes<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    // Only a commit can wake the delivery: a poll would come after the test.
    private static readonly OutboxHostSetup WithoutPolling = new() { Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10) };

    [Theory, EverySetUp]
    public async Task Should_deliver_after_the_save_and_not_before(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithoutPolling);
        var (unsaved, saved) = (Guid.NewGuid(), Guid.NewGuid());

        await host.InScopeAsync((publisher, _) => publisher.Publish(new Ping { Id = unsaved }, Cancellation));
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = saved }, Cancellation);
            (await dbContext.Set<OutboxMessage>().IgnoreQueryFilters().CountAsync(Cancellation)).ShouldBe(0);
            host.Observed.Of<Ping>().ShouldBeEmpty();
            await dbContext.SaveChangesAsync(Cancellation);
        });

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        var arrived = host.Observed.Of<Ping>().ShouldHaveSingleItem();
        arrived.Message.Id.ShouldBe(saved);
        arrived.MessageId.ShouldNotBeNull();
        arrived.ConversationId.ShouldNotBeNull();
        arrived.SourceAddress.ShouldNotBeNull();
        arrived.DestinationAddress.ShouldNotBeNull();
        arrived.SentTime.ShouldNotBeNull();
    }

    [Theory, EverySetUp(but: ContextSetUp.UserTransaction)]
    public async Task Should_deliver_each_of_several_saves_in_one_scope(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithoutPolling);

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            for (var save = 1; save <= 3; save++)
            {
                await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = save }, Cancellation);
                await dbContext.SaveChangesAsync(Cancellation);
                // Delivered and gone while the scope still lives: the next message needs an outbox of its own.
                await ArrivedAsync<Ping>(host, save);
                await NothingIsOwedAsync(host);
            }
        });

        host.Observed.Of<Ping>().Select(x => x.Message.Number).ShouldBe([1, 2, 3]);
    }

    [Theory, EverySetUp(but: ContextSetUp.UserTransaction)]
    public async Task Should_wait_for_the_commit_of_an_explicit_transaction(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithoutPolling);
        var (rolledBack, committed) = (Guid.NewGuid(), Guid.NewGuid());

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await InTransactionAsync(dbContext, async transaction =>
            {
                await publisher.Publish(new Ping { Id = rolledBack }, Cancellation);
                await dbContext.SaveChangesAsync(Cancellation);
                await transaction.RollbackAsync(Cancellation);
            });
        });
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await InTransactionAsync(dbContext, async transaction =>
            {
                await publisher.Publish(new Ping { Id = committed }, Cancellation);
                await dbContext.SaveChangesAsync(Cancellation);
                host.Observed.Of<Ping>().ShouldBeEmpty();
                await transaction.CommitAsync(Cancellation);
            });
        });

        await ArrivedAsync<Ping>(host, 1);
        host.Observed.Of<Ping>().ShouldHaveSingleItem().Message.Id.ShouldBe(committed);
    }

    [Theory, EverySetUp]
    public async Task Should_forget_what_was_published_before_the_change_tracker_was_cleared(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithoutPolling);
        var kept = Guid.NewGuid();

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            dbContext.ChangeTracker.Clear();
            await publisher.Publish(new Ping { Id = kept }, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().ShouldHaveSingleItem().Message.Id.ShouldBe(kept);
    }

    [Fact]
    public async Task Should_carry_headers_the_trace_and_its_baggage()
    {
        await using var host = await StartAsync(WithoutPolling);
        using var listener = new ActivityListener
        {
            ShouldListenTo = x => x.Name == "MassTransit" || x.Name == nameof(Should_carry_headers_the_trace_and_its_baggage),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource(nameof(Should_carry_headers_the_trace_and_its_baggage));
        var activities = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        listener.ActivityStopped = activities.Enqueue;

        ActivityTraceId trace;
        using (var request = source.StartActivity("request"))
        {
            trace = request.ShouldNotBeNull().TraceId;
            request.AddBaggage("customer", "42");
            await host.InScopeAsync(async (publisher, dbContext) =>
            {
                await publisher.Publish(new Ping { Id = Guid.NewGuid() }, x => x.Headers.Set("colour", "blue"), Cancellation);
                await dbContext.SaveChangesAsync(Cancellation);
            });
        }

        await ArrivedAsync<Ping>(host, 1);
        var arrived = host.Observed.Of<Ping>()[0];
        arrived.Headers.Get<string>("colour").ShouldBe("blue");
        await Testing.Eventually.Holds(() => Task.FromResult(activities.Any(x => x.TraceId == trace
                && x.OperationName.Contains("receive", StringComparison.Ordinal) && x.GetBaggageItem("customer") == "42")),
            "the receiving activity to have the request's trace and baggage", TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task Should_store_the_message_when_delivery_is_disabled()
    {
        await using var host = await StartAsync(new OutboxHostSetup { BusOutbox = x => x.DisableDeliveryService(), StartBus = false });

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });

        (await host.QueryAsync(x => x.Set<OutboxMessage>().CountAsync(Cancellation))).ShouldBe(1);
    }

    [Theory, EverySetUp]
    public async Task Should_keep_the_order_within_one_save(ContextSetUp context)
    {
        // More than a pass takes: the passes after the first read them from the tables.
        await using var host = await StartAsync(context, WithoutPolling);

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            for (var number = 0; number < 400; number++)
                await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = number }, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });

        await ArrivedAsync<Ping>(host, 400);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Select(x => x.Message.Number).ShouldBe(Enumerable.Range(0, 400));
    }

    [Theory, EverySetUp]
    public async Task Should_deliver_every_message_of_200_concurrent_scopes_once(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithoutPolling);

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation },
            async (scope, _) => await host.InScopeAsync(async (publisher, dbContext) =>
            {
                for (var number = 0; number < 3; number++)
                    await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = scope }, Cancellation);
                await dbContext.SaveChangesAsync(Cancellation);
            }));

        await ArrivedAsync<Ping>(host, 600);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Count.ShouldBe(600);
        host.Observed.Of<Ping>().Select(x => x.Message.Id).Distinct().Count().ShouldBe(600);
    }
}

public sealed class When_a_request_publishes_on_postgres_and_rabbitmq : When_a_request_publishes<PostgresRabbitMqEngine>;

public sealed class When_a_request_publishes_on_sqlite_in_memory : When_a_request_publishes<SqliteInMemoryEngine>;
