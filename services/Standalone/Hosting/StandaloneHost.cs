using System.Globalization;
using Microservices.DeadLetters;
using Microservices.Email;
using Microservices.Email.Invoices;
using Microservices.Inventory;
using Microservices.Invoice;
using Microservices.Orders;
using Microservices.ServiceDefaults.Hosting;
using Microservices.Standalone.Command;
using Microservices.Standalone.Import;
using Microservices.Standalone.Page;
using Microservices.Standalone.Progress;
using Microservices.Standalone.Recovery;
using Microservices.Standalone.Samples;
using Microsoft.Extensions.Configuration.Memory;

namespace Microservices.Standalone.Hosting;

/// <summary>All services in one process, on SQLite files and the in-memory transport.</summary>
internal static class StandaloneHost
{
    internal static WebApplication Build(StandaloneSettings settings)
    {
        // The services' own appsettings.json are left out of the output; the data folder's is the one that counts here.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(StandaloneHost).Assembly.GetName().Name,
            ContentRootPath = settings.DataDirectory,
            // Logs for a reader at the terminal, which Production writes as JSON.
            EnvironmentName = "Standalone"
        });
        // First, so that appsettings.json and the environment can say otherwise.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults(settings) });
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{settings.Port}"));

        builder.AddServiceDefaults();
        builder.Services.AddSingleton<IInvoiceDocuments, OwnInvoices>(); // before Email, which would ask by HTTP
        builder.AddOrdersService();
        builder.AddEmailService();
        builder.AddInventoryService();
        builder.AddInvoiceService();
        builder.AddDeadLettersService();

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<FulfilmentCounter>();
        builder.Services.AddSingleton<StockSeeder>();
        builder.Services.AddSingleton<FileImport>();
        builder.Services.AddSingleton<BoardReader>();
        builder.Services.AddHostedService<SampleStock>();
        builder.Services.AddHostedService<LostMessageRecovery>();

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapOrdersEndpoints();
        app.MapEmailEndpoints();
        app.MapInventoryEndpoints();
        app.MapInvoiceEndpoints();
        app.MapDeadLettersEndpoints();
        app.MapSamples();
        app.MapPage();
        return app;
    }

    private static Dictionary<string, string?> Defaults(StandaloneSettings settings)
    {
        var data = settings.DataDirectory;
        var defaults = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Broker"] = "memory://standalone",
            ["Email:Sender:Name"] = "Sample Shop",
            ["Email:Sender:Address"] = "orders@shop.example",
            ["Email:Transport"] = "Files",
            ["Email:Files:Directory"] = Path.Combine(data, "mails"),
            ["Invoice:Seller:Demo"] = "true",
            ["Invoice:Documents:Directory"] = Path.Combine(data, "invoices"),
            // A demonstration should not wait for the half hours that a shop's night can. The second attempt comes after the lease
            // of a mail (20 s) that a killed process was about to write.
            ["Messaging:RedeliveryIntervals:0"] = "00:00:05",
            ["Messaging:RedeliveryIntervals:1"] = "00:00:20",
            ["Messaging:RedeliveryIntervals:2"] = "00:01:00",
            ["Logging:LogLevel:Default"] = "Warning",
            // That its keys are not encrypted: they are in a file of whoever runs this.
            ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
            ["Logging:LogLevel:Microservices.ServiceDefaults.Security"] = "Information",
            ["Logging:LogLevel:Microservices.Standalone"] = "Information"
        };
        // An address that is chosen at start is not known when it would have to be in a mail.
        if (settings.Port != 0)
        {
            defaults["CustomerLinks:Keys:0"] = LinkKey.ReadOrMake(data);
            defaults["CustomerLinks:Address"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{settings.Port}");
        }

        foreach (var service in new[] { "Orders", "Email", "Inventory", "Invoice", "DeadLetters" })
            defaults[$"ConnectionStrings:{service}"] = $"Data Source={Path.Combine(data, service.ToLowerInvariant() + ".db")}";
        return defaults;
    }
}
