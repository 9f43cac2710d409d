namespace Microservices.DeadLetters.Replay.Store;

/// <summary>An item whose state a statement has changed.</summary>
internal sealed class EndedItem
{
    public long Id { get; init; }

    public long DeadLetterId { get; init; }
}
