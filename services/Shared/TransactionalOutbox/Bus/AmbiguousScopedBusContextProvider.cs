using MassTransit.Clients;
using MassTransit.DependencyInjection;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// What a scope publishes through where several DbContexts have a bus outbox: its consume context when it has one. Outside consumers it
/// refuses, because a message that waits in a DbContext which nobody saves is lost.
/// </summary>
internal sealed class AmbiguousScopedBusContextProvider(IBus bus, Bind<IBus, IClientFactory> clientFactory,
    Bind<IBus, IScopedConsumeContextProvider> busConsumeContext, IScopedConsumeContextProvider consumeContext, IServiceProvider provider) :
    IScopedBusContextProvider<IBus>
{
    public ScopedBusContext Context { get; } = busConsumeContext.Value.HasContext
        ? new ConsumeContextScopedBusContext(busConsumeContext.Value.GetContext(), clientFactory.Value)
        : consumeContext.HasContext
            ? new ConsumeContextScopedBusContext<IBus>(bus, consumeContext.GetContext(), clientFactory.Value, provider)
            : new Refusing(clientFactory.Value, provider);

    private sealed class Refusing(IClientFactory clientFactory, IServiceProvider provider) : ScopedBusContext
    {
        public IPublishEndpoint PublishEndpoint => throw Ambiguous(nameof(IPublishEndpoint));

        public ISendEndpointProvider SendEndpointProvider => throw Ambiguous(nameof(ISendEndpointProvider));

        public IScopedClientFactory ClientFactory { get; } =
            new ScopedClientFactory(new ClientFactory(new ScopedClientFactoryContext(clientFactory, provider)), null);

        private static InvalidOperationException Ambiguous(string service) => new($"Several DbContexts of this process call UseBusOutbox(), "
            + $"so that {service} could belong to any of them. Inject BusOutbox<TDbContext> of the DbContext that is saved.");
    }
}
