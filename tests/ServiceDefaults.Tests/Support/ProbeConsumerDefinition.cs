using MassTransit;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class ProbeConsumerDefinition : ConsumerDefinition<ProbeConsumer>
{
    public ProbeConsumerDefinition() => EndpointName = TestService.Endpoint;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ProbeConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessagingPolicy(context, typeof(PermanentException));
}
