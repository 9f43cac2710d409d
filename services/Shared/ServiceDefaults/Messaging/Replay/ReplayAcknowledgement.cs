using Contracts.DeadLetters;
using MassTransit;
using MassTransit.Transports;

namespace Microservices.ServiceDefaults.Messaging.Replay;

/// <summary>Whether this attempt at a replayed message has acknowledged it in its own transaction.</summary>
internal sealed class ReplayAcknowledgement(long replayItem, TimeProvider timeProvider)
{
    public bool IsInOutbox { get; private set; }

    /// <summary>To be called inside the outbox: what is published commits with the effect, or not at all.</summary>
    public async Task PublishInOutboxAsync(ConsumeContext context)
    {
        await PublishAsync(context, wasDuplicate: false);
        IsInOutbox = true;
    }

    public Task PublishAsync(ConsumeContext context, bool wasDuplicate) => context.Publish(
        new ReplayProcessed
        {
            ReplayItemId = replayItem,
            Queue = context.ReceiveContext.InputAddress.GetEndpointName() ?? "",
            ProcessedAt = timeProvider.GetUtcNow(),
            WasDuplicate = wasDuplicate,
        },
        context.CancellationToken);
}
