using Microservices.Invoice.Data;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Invoice;

/// <summary>Every registration of the service, in one place.</summary>
public static class InvoiceServiceExtensions
{
    /// <summary>Adds the service: options, capabilities, database, messaging.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddInvoiceService(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<InvoiceDbContext>("Invoice");
        builder.AddMessaging<InvoiceDbContext>(bus =>
        {
        });
    }

    /// <summary>Maps the service's HTTP routes.</summary>
    /// <param name="app">The host.</param>
    public static void MapInvoiceEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
