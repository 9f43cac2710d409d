using MassTransit.Clients;
using MassTransit.DependencyInjection;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Lets a scope publish through its consume context, where several DbContexts have a bus outbox. Outside consumers it refuses, because a
/// message is lost that waits in a DbContext which nobody saves.
/// </summary>
internal sealed class AmbiguousScopedBusContextProvider(ConsumerBusContext<IBus> consumer, Bind<IBus, IClientFactory> clientFactory,
    IServiceProvider provider) : IScopedBusContextProvider<IBus>
{
    public ScopedBusContext Context { get; } = consumer.Find() ?? new Refusing(clientFactory.Value, provider);

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
