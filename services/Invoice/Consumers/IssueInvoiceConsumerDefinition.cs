using MassTransit;
using Microservices.Invoice.Data;
using Microservices.Invoice.Issuing;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Invoice.Consumers;

internal sealed class IssueInvoiceConsumerDefinition : ConsumerDefinition<IssueInvoiceConsumer>
{
    public IssueInvoiceConsumerDefinition() => EndpointName = "invoice-order-confirmed";

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<IssueInvoiceConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessagingPolicy<InvoiceDbContext>(context, typeof(InvoiceNotPossibleException));
}
