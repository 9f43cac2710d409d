using Microservices.Orders.Data;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Orders;

/// <summary>Every registration of the service, in one place.</summary>
public static class OrdersServiceExtensions
{
    /// <summary>Adds the service: options, capabilities, database, messaging.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddOrdersService(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<OrdersDbContext>("Orders");
        builder.AddMessaging<OrdersDbContext>(bus =>
        {
        });
    }

    /// <summary>Maps the service's HTTP routes.</summary>
    /// <param name="app">The host.</param>
    public static void MapOrdersEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
