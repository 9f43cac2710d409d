using MassTransit.DependencyInjection;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Finds the consume context of a scope, through which a consumer's own publishes and sends go.</summary>
/// <typeparam name="TBus">The bus.</typeparam>
internal sealed class ConsumerBusContext<TBus>(TBus bus, Bind<TBus, IClientFactory> clientFactory,
    Bind<TBus, IScopedConsumeContextProvider> busConsumeContext, IScopedConsumeContextProvider consumeContext, IServiceProvider provider)
    where TBus : class, IBus
{
    /// <summary>The context; null outside consumers.</summary>
    public ScopedBusContext? Find() => busConsumeContext.Value.HasContext
        ? new ConsumeContextScopedBusContext(busConsumeContext.Value.GetContext(), clientFactory.Value)
        : consumeContext.HasContext
            ? new ConsumeContextScopedBusContext<TBus>(bus, consumeContext.GetContext(), clientFactory.Value, provider)
            : null;
}
