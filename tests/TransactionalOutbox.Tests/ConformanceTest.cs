using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Microservices.TransactionalOutbox.Tests;

/// <summary>
/// A behaviour that every engine must show: each suite is abstract, each engine a two-line subclass. A method with
/// <see cref="EverySetUpAttribute"/> is shown with every set-up of the DbContext too.
/// </summary>
/// <typeparam name="TEngine">The database and the transport.</typeparam>
public abstract class ConformanceTest<TEngine> : IAsyncLifetime
    where TEngine : OutboxEngine, new()
{
    protected TEngine Engine { get; } = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Engine.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<OutboxHost> StartAsync(OutboxHostSetup? setup = null) => OutboxHost.StartAsync(Engine, setup);

    protected Task<OutboxHost> StartAsync(ContextSetUp context, OutboxHostSetup? setup = null) =>
        StartAsync((setup ?? new OutboxHostSetup()) with { Context = context });

    protected static Task ArrivedAsync<T>(OutboxHost host, int count)
        where T : class =>
        Eventually.Reads(() => Task.FromResult(host.Observed.Of<T>().Count), arrived => arrived >= count,
            $"{count} {typeof(T).Name} to arrive", TimeSpan.FromMinutes(3), Cancellation);

    /// <summary>Every message was delivered and nothing is owed.</summary>
    protected static Task NothingIsOwedAsync(OutboxHost host) =>
        Eventually.Holds(() => host.QueryAsync(async x => !await x.Set<OutboxMessage>().AnyAsync(Cancellation)
            && !await x.Set<OutboxState>().AnyAsync(Cancellation)
            && !await x.Set<InboxState>().AnyAsync(y => y.Delivered == null, Cancellation)),
            "the outbox to be empty and the inbox delivered", TimeSpan.FromSeconds(60), Cancellation);

    protected static Task<int> EffectsAsync(OutboxHost host, Guid orderId) =>
        host.QueryAsync(x => x.Effects.CountAsync(y => y.OrderId == orderId, Cancellation));

    /// <summary>Runs something in a transaction of the application, as EF Core wants it where it tries again.</summary>
    protected static Task InTransactionAsync(TestDbContext dbContext, Func<IDbContextTransaction, Task> action) =>
        dbContext.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await dbContext.Database.BeginTransactionAsync(Cancellation);
            await action(transaction);
        });

    protected static Task<int> EffectsAsync(OutboxHost host) => host.QueryAsync(x => x.Effects.CountAsync(Cancellation));

    /// <summary>A request that publishes one message.</summary>
    protected static Task PublishAsync(OutboxHost host) => host.InScopeAsync(async (publisher, dbContext) =>
    {
        await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
        await dbContext.SaveChangesAsync(Cancellation);
    });

    /// <summary>Stores messages of a process that is gone.</summary>
    protected async Task StoreAsync(int outboxes, int messagesEach, ContextSetUp context = ContextSetUp.Plain)
    {
        await using var host = await StartAsync(context, new OutboxHostSetup { StartBus = false });
        for (var outbox = 0; outbox < outboxes; outbox++)
        {
            await host.InScopeAsync(async (publisher, dbContext) =>
            {
                for (var number = 0; number < messagesEach; number++)
                    await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = number }, Cancellation);
                await dbContext.SaveChangesAsync(Cancellation);
            });
        }
    }
}
