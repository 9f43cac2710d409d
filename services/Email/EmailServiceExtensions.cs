using Contracts.Orders;
using MassTransit;
using Microservices.Email.Consumers;
using Microservices.Email.Data;
using Microservices.Email.Http;
using Microservices.Email.Invoices;
using Microservices.Email.Ledger;
using Microservices.Email.Sending;
using Microservices.ServiceDefaults.Auditing;
using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microservices.Email;

/// <summary>Every registration of the service, in one place.</summary>
public static class EmailServiceExtensions
{
    /// <summary>Adds the service: options, capabilities, database, messaging.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddEmailService(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddEmailSender();
        builder.AddInvoiceMail();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<EmailMetrics>();
        builder.Services.AddCustomerLinks();
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddSingleton<IMailWriter<OrderConfirmed>, ConfirmationWriter>();
        builder.Services.AddSingleton<DeliveryLedger>();
        builder.Services.AddSingleton<MailDelivery>();
        builder.Services.AddScoped<BounceRecorder>();

        builder.AddServiceDatabase<EmailDbContext>("Email");
        builder.AddMessaging<EmailDbContext>(bus =>
        {
            bus.AddConsumer<SendOrderConfirmationConsumer, SendOrderConfirmationConsumerDefinition>();
            bus.AddConsumer<SendInvoiceConsumer, SendInvoiceConsumerDefinition>();
        });
    }

    /// <summary>Maps the service's HTTP routes.</summary>
    /// <param name="app">The host.</param>
    public static void MapEmailEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        app.MapDeliveries();
        app.MapAudit<EmailDbContext>("email");
    }
}
