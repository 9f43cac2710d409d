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
        // No inbox: the ledger absorbs duplicates, and nothing is published. An inbox would know an event that got no mail, and leave
        // the mail unrecorded that the event gets when it comes again.
        endpointConfigurator.UseConsumeFilter<SendMailFilter<InvoiceDocumentStored>>(context);
        endpointConfigurator.UseMessagingPolicy(context,
            typeof(RecipientRejectedException), typeof(MailRejectedException), typeof(InvoiceDocumentWrongException));
    }
}
