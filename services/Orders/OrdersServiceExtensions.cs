using MassTransit;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Adoption;
using Microservices.Orders.Consumers;
using Microservices.Orders.Customers;
using Microservices.Orders.Data;
using Microservices.Orders.Endpoints;
using Microservices.Orders.Fulfilment;
using Microservices.Orders.Import;
using Microservices.Orders.Overload;
using Microservices.Orders.Validation;
using Microservices.ServiceDefaults.Auditing;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;
using Microservices.ServiceDefaults.Security;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scalar.AspNetCore;

namespace Microservices.Orders;

/// <summary>Every registration of the service, in one place.</summary>
public static class OrdersServiceExtensions
{
    // The page of the interface has its script in itself, which the package writes.
    private const string DocsPolicy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Adds the service: options, capabilities, database, messaging.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddOrdersService(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        AddOptions(builder.Services);
        AddCapabilities(builder.Services);
        // Two orders with one key at the same time are usual: the loser looks again. Who made another change reports its failure.
        builder.AddServiceDatabase<OrdersDbContext>("Orders", warnings => warnings.Log(
            (RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
        builder.AddMessaging<OrdersDbContext>(
            bus =>
            {
                bus.AddConsumer<AdoptOrderConsumer, AdoptOrderConsumerDefinition>();
                bus.AddConsumer<RecordFulfilmentConsumer, RecordFulfilmentConsumerDefinition>();
            },
            publishesOutsideConsumers: true);
    }

    /// <summary>Maps the service's HTTP routes, the OpenAPI document and the page to try them.</summary>
    /// <param name="app">The host.</param>
    public static void MapOrdersEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        OrdersEndpoints.Map(app);
        app.MapCustomerPages();
        app.MapAudit<OrdersDbContext>("orders");
        app.MapOpenApi().RequireCaller();
        // The package brings its script; what would be fetched from or sent to its maker is switched off.
        app.MapScalarApiReference("/docs", options => options.WithTitle("Orders")
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp())
            .RequireCaller().AsPage(DocsPolicy);
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddSettings<OrdersOptions>(OrdersOptions.SectionName);
        services.AddSettings<ImportSettings, ImportSettingsRules>(ImportSettings.SectionName);
    }

    private static void AddCapabilities(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddProblemDetails();
        services.AddCustomerLinks();
        services.AddRazorComponents();
        services.AddHttpClient<CustomersInvoices>(client => client.Timeout = TimeSpan.FromSeconds(10)) // a person waits
            .RemoveAllLoggers() // the address has the link in it
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Orders";
            return Task.CompletedTask;
        }));
        services.AddSingleton<OrdersMetrics>();
        services.AddSingleton<OrderValidator>();
        services.AddSingleton<OrderJson>();
        services.AddSingleton<OrderAcceptance>();
        services.AddHostedService<RetentionCleanup>();
        services.AddOverloadProtection();
        services.AddSingleton<ImportOptionsFactory>();
        services.AddSingleton<CsvOrderSource>();
        services.AddSingleton<NdJsonOrderSource>();
        services.AddSingleton<OrderBatchWriter>();
        services.AddSingleton<ImportAudit>();
        services.AddSingleton<OrderImporter>();
        services.AddScoped<OrderAdoption>();
        services.AddScoped<FulfilmentTimeline>();
        services.AddScoped<EarlyReports>();
        services.AddSingleton<OrderStatusRepair>();
        services.AddHostedService(provider => provider.GetRequiredService<OrderStatusRepair>());
    }
}
