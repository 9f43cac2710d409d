using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests;

/// <summary>A behaviour that every engine must show: each suite is abstract, each engine a two-line subclass.</summary>
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

    protected static Task<int> EffectsAsync(OutboxHost host) => host.QueryAsync(x => x.Effects.CountAsync(Cancellation));
}
