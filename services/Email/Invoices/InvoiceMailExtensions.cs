using Contracts.Invoice;
using Microservices.Email.Sending;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Messaging.Outages;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Trace;

namespace Microservices.Email.Invoices;

/// <summary>Registers the mail with the invoice.</summary>
internal static class InvoiceMailExtensions
{
    // Addresses of containers change; a connection that is kept would keep the old one.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Registers the writer of the mail and, unless the process registered its own <see cref="IInvoiceDocuments"/> before, Invoice's
    /// HTTP interface as the source of the PDFs.
    /// </summary>
    public static void AddInvoiceMail(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<InvoiceMailOptions>(InvoiceMailOptions.SectionName);
        services.AddSingleton<InvoiceAttachments>();
        services.AddSingleton<IMailWriter<InvoiceDocumentStored>, InvoiceMailWriter>();

        if (services.Any(service => service.ServiceType == typeof(IInvoiceDocuments)))
            services.AddUnusedSettings<InvoicesOptions>(InvoicesOptions.SectionName);
        else
            services.AddHttpDocuments(IsEnabled(builder.Configuration));
    }

    private static void AddHttpDocuments(this IServiceCollection services, bool isEnabled)
    {
        // A service that mails no invoices needs no address. It asks nobody, either.
        if (isEnabled)
            services.AddSettings<InvoicesOptions, InvoicesOptionsRules>(InvoicesOptions.SectionName);
        else
            services.AddUnusedSettings<InvoicesOptions>(InvoicesOptions.SectionName);

        services.AddInvoicesResilience();
        services.AddTransient<InvoiceRequestHandler>();
        services.AddHttpClient(HttpInvoiceDocuments.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan) // the pipeline's
            .RemoveAllLoggers()
            .AddHttpMessageHandler<InvoiceRequestHandler>()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                PooledConnectionLifetime = ConnectionLifetime,
            });
        // Without the client's span, that of Invoice would have a parent that nobody knows.
        services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddSource("System.Net.Http"));
        services.AddSingleton<HttpInvoiceDocuments>();
        services.AddSingleton<IInvoiceDocuments>(provider => provider.GetRequiredService<HttpInvoiceDocuments>());
        services.AddOutage("Invoice service", exception => exception is InvoiceDocumentUnavailableException,
            (provider, cancellationToken) => provider.GetRequiredService<HttpInvoiceDocuments>().ProbeAsync(cancellationToken));
        services.AddHealthChecks().AddCheck<InvoicesHealthCheck>(InvoicesHealthCheck.Name, HealthStatus.Degraded);
    }

    // Chosen while registering, as the transport is. What is no boolean stops the start.
    private static bool IsEnabled(IConfiguration configuration) =>
        !bool.TryParse(configuration[$"{InvoiceMailOptions.SectionName}:{nameof(InvoiceMailOptions.Enabled)}"], out var enabled) || enabled;
}
