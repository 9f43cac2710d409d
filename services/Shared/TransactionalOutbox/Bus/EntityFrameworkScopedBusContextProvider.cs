using MassTransit.DependencyInjection;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Chooses what a scope publishes through: its consume context when it has one (the consumer outbox), else the bus outbox.
/// </summary>
/// <typeparam name="TBus">The bus.</typeparam>
/// <typeparam name="TDbContext">The DbContext of the bus outbox.</typeparam>
internal sealed class EntityFrameworkScopedBusContextProvider<TBus, TDbContext>(TBus bus, TDbContext dbContext,
    ConsumerBusContext<TBus> consumer, Bind<TBus, IClientFactory> clientFactory, PublishedMessages<TDbContext> published,
    IServiceProvider provider, TimeProvider timeProvider) :
    IScopedBusContextProvider<TBus>
    where TBus : class, IBus
    where TDbContext : DbContext
{
    public ScopedBusContext Context { get; } = consumer.Find()
        ?? new EntityFrameworkScopedBusContext<TBus, TDbContext>(bus, dbContext, published, clientFactory.Value, provider, timeProvider);
}
