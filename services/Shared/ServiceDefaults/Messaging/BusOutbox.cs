using MassTransit;
using MassTransit.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>
/// Stands for the class of this name in our outbox, where a service is built on the stock package. Publishes and sends for a scope outside
/// consumers: messages leave when its DbContext has saved.
/// </summary>
/// <typeparam name="TDbContext">The service's DbContext.</typeparam>
/// <param name="context">The outbox of the scope.</param>
public sealed class BusOutbox<TDbContext>(ScopedBusContext context)
    where TDbContext : DbContext
{
    /// <summary>Publishes events.</summary>
    public IPublishEndpoint PublishEndpoint => context.PublishEndpoint;

    /// <summary>Finds where to send commands.</summary>
    public ISendEndpointProvider SendEndpointProvider => context.SendEndpointProvider;

    // Made from what UseBusOutbox has just registered for this DbContext: the next service's call replaces it.
    internal static void AddTo(IServiceCollection services)
    {
        var provider = services.Last(service => service.ServiceType == typeof(IScopedBusContextProvider<IBus>)).ImplementationType!; // a type
        services.AddScoped(scope => new BusOutbox<TDbContext>(
            ((IScopedBusContextProvider<IBus>)ActivatorUtilities.CreateInstance(scope, provider)).Context));
    }
}
