using MassTransit;
using Microservices.Inventory.Consumers;
using Microservices.Inventory.Data;
using Microservices.Inventory.Stock;
using Microservices.Inventory.Stock.Import;
using Microservices.ServiceDefaults.Auditing;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microservices.Inventory;

/// <summary>Every registration of the service, in one place.</summary>
public static class InventoryServiceExtensions
{
    /// <summary>Adds the service: options, capabilities, database, messaging.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddInventoryService(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddSettings<InventoryOptions>(InventoryOptions.SectionName);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<InventoryMetrics>();
        builder.Services.AddScoped<BackorderReports>();
        builder.Services.AddScoped<BackorderAllocation>();
        builder.Services.AddScoped<StockKeeper>();
        builder.Services.AddScoped<StockImporter>();

        builder.AddServiceDatabase<InventoryDbContext>("Inventory");
        builder.AddMessaging<InventoryDbContext>(bus =>
        {
            bus.AddConsumer<ReserveStockConsumer, ReserveStockConsumerDefinition>();
        }, publishesOutsideConsumers: true);
        builder.Services.AddHostedService<BackorderResumption>();
    }

    /// <summary>Maps the service's HTTP routes.</summary>
    /// <param name="app">The host.</param>
    public static void MapInventoryEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        app.MapStockEndpoints();
        app.MapAudit<InventoryDbContext>("inventory");
    }
}
