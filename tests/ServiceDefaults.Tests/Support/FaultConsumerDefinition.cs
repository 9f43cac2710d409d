using MassTransit;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class FaultConsumerDefinition : ConsumerDefinition<FaultConsumer>
{
    public FaultConsumerDefinition() => EndpointName = "probe-faults";
}
