using MassTransit.DependencyInjection;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Chooses what a scope publishes through: its consume context when it has one (the consumer outbox), else the bus outbox.
/// </summary>
/// <typeparam name="TBus">The bus.</typeparam>
/// <typeparam name="TDbContext">The DbContext of the bus outbox.</typeparam>
internal sealed class EntityFrameworkScopedBusContextProvider<TBus, TDbContext>(TBus bus, TDbContext dbContext,
    Bind<TBus, IClientFactory> clientFactory, Bind<TBus, IScopedConsumeContextProvider> busConsumeContext,
    IScopedConsumeContextProvider consumeContext, PublishedMessages<TDbContext> published, IServiceProvider provider,
    TimeProvider timeProvider) :
    IScopedBusContextProvider<TBus>
    where TBus : class, IBus
    where TDbContext : DbContext
{
    public ScopedBusContext Context { get; } = busConsumeContext.Value.HasContext
        ? new ConsumeContextScopedBusContext(busConsumeContext.Value.GetContext(), clientFactory.Value)
        : consumeContext.HasContext
            ? new ConsumeContextScopedBusContext<TBus>(bus, consumeContext.GetContext(), clientFactory.Value, provider)
            : new EntityFrameworkScopedBusContext<TBus, TDbContext>(bus, dbContext, published, clientFactory.Value, provider, timeProvider);
}
