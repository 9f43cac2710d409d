using System.Text.Json;
using MassTransit;
using Microservices.Invoice.Reading;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Invoice.Consumers;

internal sealed class RenderInvoiceDocumentConsumerDefinition : ConsumerDefinition<RenderInvoiceDocumentConsumer>
{
    /// <summary>The receive endpoint.</summary>
    public const string QueueName = "invoice-render-document";

    public RenderInvoiceDocumentConsumerDefinition() => EndpointName = QueueName;

    /// <summary>
    /// Where to send the command. By exchange: an address by queue would declare the queue again, without the arguments
    /// of a quorum queue, which the broker refuses.
    /// </summary>
    public static Uri Address { get; } = new($"exchange:{QueueName}");

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<RenderInvoiceDocumentConsumer> consumerConfigurator, IRegistrationContext context)
    {
        // A command has an address. Published, it would only need an exchange more, and the right to declare it.
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseMessagingPolicy(context, typeof(InvoiceNotFoundException), typeof(JsonException));
    }
}
