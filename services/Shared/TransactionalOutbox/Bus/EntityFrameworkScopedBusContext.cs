using MassTransit.Clients;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Serialization;
using MassTransit.Transports;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Publishes and sends of a scope outside any consumer: kept with a row of the scope's DbContext until it saves.</summary>
/// <typeparam name="TBus">The bus.</typeparam>
/// <typeparam name="TDbContext">The DbContext that the scope writes to.</typeparam>
internal sealed class EntityFrameworkScopedBusContext<TBus, TDbContext>(TBus bus, TDbContext dbContext,
    PublishedMessages<TDbContext> published, IClientFactory clientFactory, IServiceProvider provider, TimeProvider timeProvider) :
    ScopedBusContext, OutboxSendContext
    where TBus : class, IBus
    where TDbContext : DbContext
{
    private readonly Lock _lock = new();
    private readonly List<OutboxMessage> _tracked = [];
    private OutboxState? _outbox;
    private bool? _joins;
    private IPublishEndpoint? _publishEndpoint;
    private ISendEndpointProvider? _sendEndpointProvider;
    private IScopedClientFactory? _scopedClientFactory;

    public ISendEndpointProvider SendEndpointProvider => _sendEndpointProvider ??= new OutboxSendEndpointProvider(this, bus);

    public IPublishEndpoint PublishEndpoint =>
        _publishEndpoint ??= new PublishEndpoint(new OutboxPublishEndpointProvider(this, bus));

    // A request waits for its answer, so that it cannot wait for a commit: it goes past the outbox.
    public IScopedClientFactory ClientFactory => _scopedClientFactory ??=
        new ScopedClientFactory(new ClientFactory(new ScopedClientFactoryContext(clientFactory, provider)), null);

    public Task AddSend<T>(SendContext<T> context)
        where T : class
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var message = context.ToOutboxMessage(SystemTextJsonMessageSerializer.Instance, now);

        // Callers may publish concurrently, which a DbContext does not bear.
        lock (_lock)
        {
            var outbox = CurrentOutbox(now);
            message.OutboxId = outbox.OutboxId;
            if (_joins ??= published.Joins(dbContext))
                outbox.Messages.Add(message);
            else
                Track(message);
        }

        return Task.CompletedTask;
    }

    /// <summary>The messages that no save has stored. A DbContext that was disposed or cleared does not tell.</summary>
    public IReadOnlyList<OutboxMessage> FindUnsaved()
    {
        try
        {
            return _outbox is null || dbContext.Entry(_outbox).State != EntityState.Added ? [] : [.. _outbox.Messages, .. _tracked];
        }
        catch (ObjectDisposedException)
        {
            return [];
        }
    }

    public object? GetService(Type serviceType) => provider.GetService(serviceType);

    // After a save (or a cleared change tracker) the next message opens a new outbox: a stored one may be delivered and gone.
    private OutboxState CurrentOutbox(DateTime now)
    {
        if (_outbox is not null && dbContext.Entry(_outbox).State == EntityState.Added)
            return _outbox;

        LetGoOfStored();
        _outbox = new OutboxState { OutboxId = NewId.NextGuid(), Created = now };
        dbContext.Add(_outbox);
        return _outbox;
    }

    private void Track(OutboxMessage message)
    {
        dbContext.Add(message);
        _tracked.Add(message);
    }

    // SQLite gives a number again after a rollback, and a DbContext tracks each number once.
    private void LetGoOfStored()
    {
        foreach (var stored in _tracked.Select(message => dbContext.Entry(message)).Where(entry => entry.State == EntityState.Unchanged))
            stored.State = EntityState.Detached;
        _tracked.Clear();
    }
}
