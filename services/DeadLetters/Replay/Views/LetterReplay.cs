namespace Microservices.DeadLetters.Replay.Views;

/// <summary>A replay as one dead letter sees it.</summary>
/// <param name="ReplayId">The replay.</param>
/// <param name="Number">The replay's short name.</param>
/// <param name="ReplayState">How the replay stands.</param>
/// <param name="ItemId">The item of this dead letter.</param>
/// <param name="Actor">Who made the replay.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="State">What became of the item.</param>
/// <param name="ItemReason">Why it was skipped, or what else there is to know.</param>
/// <param name="Edited">Whether the body was edited.</param>
/// <param name="CreatedAt">When the replay was made, in UTC.</param>
/// <param name="PublishedAt">When the message was sent last, in UTC.</param>
/// <param name="FinishedAt">When the item ended, in UTC.</param>
public sealed record LetterReplay(Guid ReplayId, long Number, string ReplayState, long ItemId, string Actor, string Reason, string State, string? ItemReason,
    bool Edited, DateTime CreatedAt, DateTime? PublishedAt, DateTime? FinishedAt);
