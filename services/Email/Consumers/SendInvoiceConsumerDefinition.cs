using Contracts.Invoice;
using MassTransit;
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
        // No inbox: the ledger absorbs duplicates, and nothing is published. An event that came while mails were switched off would be
        // in an inbox. Its mail is sent when it comes again, but the inbox would keep the consumer from recording it.
        endpointConfigurator.UseConsumeFilter<SendMailFilter<InvoiceDocumentStored>>(context);
        endpointConfigurator.UseMessagingPolicy(context,
            typeof(RecipientRejectedException), typeof(MailRejectedException), typeof(InvoiceDocumentWrongException));
    }
}
