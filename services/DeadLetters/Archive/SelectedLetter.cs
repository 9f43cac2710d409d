namespace Microservices.DeadLetters.Archive;

/// <summary>What the archive needs to know of a dead letter.</summary>
internal sealed record SelectedLetter(long Id, long GroupId, string Queue, string Status, DateTime? ResolvedAt);
