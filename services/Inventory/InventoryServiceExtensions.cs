using Microservices.Inventory.Data;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Inventory;

/// <summary>Every registration of the service, in one place.</summary>
public static class InventoryServiceExtensions
{
    /// <summary>Adds the service: options, capabilities, database, messaging.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddInventoryService(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<InventoryDbContext>("Inventory");
        builder.AddMessaging<InventoryDbContext>(bus =>
        {
        });
    }

    /// <summary>Maps the service's HTTP routes.</summary>
    /// <param name="app">The host.</param>
    public static void MapInventoryEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
