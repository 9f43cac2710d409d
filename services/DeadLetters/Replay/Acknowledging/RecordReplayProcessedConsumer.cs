using Contracts.DeadLetters;
using MassTransit;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.DeadLetters.Replay.Acknowledging;

/// <summary>Takes consumers' acknowledgements. Needs no inbox: the second one changes nothing.</summary>
internal sealed class RecordReplayProcessedConsumer(
    ReplayOutcome outcome, ILogger<RecordReplayProcessedConsumer> logger)
    : IConsumer<ReplayProcessed>
{
    internal const string WasDuplicate = "the consumer had processed it before; no effect";

    public async Task Consume(ConsumeContext<ReplayProcessed> context)
    {
        var message = context.Message;
        var isNew = await outcome.ProcessedAsync(message.ReplayItemId, message.Queue,
            message.WasDuplicate ? WasDuplicate : null, context.CancellationToken);
        if (!isNew)
            logger.AcknowledgementChangedNothing(message.ReplayItemId, message.Queue);
    }
}

internal sealed class RecordReplayProcessedConsumerDefinition : ConsumerDefinition<RecordReplayProcessedConsumer>
{
    public RecordReplayProcessedConsumerDefinition() => EndpointName = "deadletters-replay-processed";

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<RecordReplayProcessedConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessagingPolicy(context);
}
