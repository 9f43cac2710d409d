using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>Connects a service to the broker, with inbox and outbox in its database.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Adds the service's consumers and its outbox to the one bus of the process. May be called by several services in
    /// one process (Standalone). The broker is <c>ConnectionStrings:Broker</c>: <c>amqp://</c>, <c>amqps://</c>, or
    /// <c>memory://</c>.
    /// </summary>
    /// <typeparam name="TDbContext">The service's DbContext, with the outbox entities in its model.</typeparam>
    /// <param name="builder">The service's builder.</param>
    /// <param name="configure">Registers consumers one by one, each with its definition.</param>
    /// <param name="publishesOutsideConsumers">
    /// Whether the service publishes from HTTP requests or background work too (bus outbox).
    /// </param>
    public static void AddMessaging<TDbContext>(this IHostApplicationBuilder builder,
        Action<IBusRegistrationConfigurator> configure, bool publishesOutsideConsumers = false)
        where TDbContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        _ = publishesOutsideConsumers;
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddEntityFrameworkOutbox<TDbContext>(outbox => outbox.UsePostgres());
            configure(bus);
            bus.UsingInMemory((context, cfg) => cfg.ConfigureEndpoints(context));
        });
    }
}
