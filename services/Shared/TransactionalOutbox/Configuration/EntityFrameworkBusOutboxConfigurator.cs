using MassTransit.DependencyInjection;
using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MassTransit.Configuration;

/// <summary>Collects the settings of <see cref="IEntityFrameworkBusOutboxConfigurator"/>.</summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
/// <param name="configurator">The bus registration.</param>
public class EntityFrameworkBusOutboxConfigurator<TDbContext>(IBusRegistrationConfigurator configurator) :
    IEntityFrameworkBusOutboxConfigurator
    where TDbContext : DbContext
{
    internal const int DefaultLimit = 100;

    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public int MessageDeliveryLimit { get; set; } = DefaultLimit;

    /// <inheritdoc />
    public TimeSpan MessageDeliveryTimeout { get; set; } = DefaultTimeout;

    internal bool DeliveryDisabled { get; private set; }

    /// <inheritdoc />
    public void DisableDeliveryService() => DeliveryDisabled = true;

    /// <summary>Applies the settings and makes scopes publish through the DbContext.</summary>
    /// <param name="configure">Settings.</param>
    public virtual void Configure(Action<IEntityFrameworkBusOutboxConfigurator>? configure)
    {
        configure?.Invoke(this);
        configurator.TryAddScoped<ConsumerBusContext<IBus>>();
        configurator.AddScoped<EntityFrameworkScopedBusContextProvider<IBus, TDbContext>>();
        configurator.AddScoped(provider =>
            new BusOutbox<TDbContext>(provider.GetRequiredService<EntityFrameworkScopedBusContextProvider<IBus, TDbContext>>().Context));
        if (configurator.Any(x => x.ServiceType == typeof(IScopedBusContextProvider<IBus>) && IsOfAnotherOutbox(x.ImplementationType)))
            configurator.ReplaceScoped<IScopedBusContextProvider<IBus>, AmbiguousScopedBusContextProvider>();
        else
            configurator.ReplaceScoped<IScopedBusContextProvider<IBus>, EntityFrameworkScopedBusContextProvider<IBus, TDbContext>>();
    }

    private static bool IsOfAnotherOutbox(Type? provider) => provider == typeof(AmbiguousScopedBusContextProvider)
        || (provider is { IsGenericType: true } && provider.GetGenericTypeDefinition() == typeof(EntityFrameworkScopedBusContextProvider<,>)
            && provider.GetGenericArguments()[1] != typeof(TDbContext));
}
