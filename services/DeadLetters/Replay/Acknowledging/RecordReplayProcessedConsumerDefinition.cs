using MassTransit;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.DeadLetters.Replay.Acknowledging;

internal sealed class RecordReplayProcessedConsumerDefinition : ConsumerDefinition<RecordReplayProcessedConsumer>
{
    public RecordReplayProcessedConsumerDefinition() => EndpointName = "deadletters-replay-processed";

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<RecordReplayProcessedConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessagingPolicy(context);
}
