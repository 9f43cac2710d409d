using Contracts.Invoice;
using MassTransit;
using Microservices.Email.Data;
using Microservices.Email.Invoices;
using Microservices.Email.Sending;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Email.Consumers;

internal sealed class SendInvoiceConsumerDefinition : ConsumerDefinition<SendInvoiceConsumer>
{
    public SendInvoiceConsumerDefinition() => EndpointName = "email-invoice-document-stored";

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<SendInvoiceConsumer> consumerConfigurator, IRegistrationContext context)
    {
        // The same order as for the confirmation: redelivery → retry → document and SMTP → outbox's transaction → consumer.
        endpointConfigurator.UseConsumeFilter<SendMailFilter<InvoiceDocumentStored>>(context);
        endpointConfigurator.UseMessagingPolicy<EmailDbContext>(context,
            typeof(RecipientRejectedException), typeof(MailRejectedException), typeof(InvoiceDocumentWrongException));
    }
}
