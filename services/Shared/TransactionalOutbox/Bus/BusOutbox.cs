using MassTransit.DependencyInjection;
using Microsoft.EntityFrameworkCore;

namespace MassTransit;

/// <summary>
/// Publishes and sends for a scope outside consumers. Messages leave when this DbContext has saved. Where several DbContexts of a process
/// have a bus outbox, MassTransit's <see cref="IPublishEndpoint"/> could belong to only one of them.
/// </summary>
/// <typeparam name="TDbContext">The DbContext that is saved.</typeparam>
/// <param name="context">The outbox of the scope.</param>
public sealed class BusOutbox<TDbContext>(ScopedBusContext context)
    where TDbContext : DbContext
{
    /// <summary>Publishes events.</summary>
    public IPublishEndpoint PublishEndpoint => context.PublishEndpoint;

    /// <summary>Finds where to send commands.</summary>
    public ISendEndpointProvider SendEndpointProvider => context.SendEndpointProvider;
}
