using MassTransit;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class InboxProbeConsumerDefinition : ConsumerDefinition<InboxProbeConsumer>
{
    public InboxProbeConsumerDefinition() => EndpointName = InboxService.Endpoint;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<InboxProbeConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessagingPolicy<InboxDbContext>(context, typeof(PermanentException));
}
