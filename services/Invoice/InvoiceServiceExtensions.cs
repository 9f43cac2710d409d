using MassTransit;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Consumers;
using Microservices.Invoice.Data;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Http;
using Microservices.Invoice.Issuing;
using Microservices.Invoice.Numbering;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Pdf.Text;
using Microservices.Invoice.Reading;
using Microservices.Invoice.Xml;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.Invoice;

/// <summary>Every registration of the service, in one place.</summary>
public static class InvoiceServiceExtensions
{
    /// <summary>Adds the service: options, capabilities, database, messaging.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddInvoiceService(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddInvoiceSettings();

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<InvoiceMetrics>();
        builder.Services.AddSingleton<VatRules>();
        builder.Services.AddSingleton<InvoiceDrafter>();
        builder.Services.AddSingleton<InvoiceNumberTaker>();
        builder.Services.AddSingleton<DocumentFiles>();
        builder.Services.AddSingleton(_ => new FontSet(FontSet.DefaultDirectory));
        builder.Services.AddSingleton<IInvoiceRenderer, InvoiceRenderer>();
        builder.Services.AddSingleton<InvoiceXmlMaker>();
        builder.Services.AddHealthChecks().AddCheck<FontHealthCheck>(FontHealthCheck.Name, HealthStatus.Degraded);
        builder.Services.AddScoped<InvoiceIssuer>();
        builder.Services.AddScoped<InvoiceReader>();
        builder.Services.AddCustomerLinks();
        builder.Services.AddScoped<InvoiceDocumentStore>();
        builder.Services.AddScoped<InvoiceXmlStore>();

        builder.AddServiceDatabase<InvoiceDbContext>("Invoice");
        builder.AddMessaging<InvoiceDbContext>(bus =>
        {
            bus.AddConsumer<IssueInvoiceConsumer, IssueInvoiceConsumerDefinition>();
            bus.AddConsumer<RenderInvoiceDocumentConsumer, RenderInvoiceDocumentConsumerDefinition>();
        });
    }

    /// <summary>Binds and checks the settings.</summary>
    /// <param name="services">The service's registrations.</param>
    internal static void AddInvoiceSettings(this IServiceCollection services)
    {
        services.AddSettings<InvoiceOptions, InvoiceOptionsRules>(InvoiceOptions.SectionName);
        services.PostConfigure<InvoiceOptions>(options => DemoSeller.Fill(options.Seller));
    }

    /// <summary>Maps the service's HTTP routes.</summary>
    /// <param name="app">The host.</param>
    public static void MapInvoiceEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapInvoices();
        app.MapCustomersInvoice();
    }
}
