namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>A dead letter that was there before the batch, locked. Times are in UTC.</summary>
internal sealed record StoredLetter
{
    public required long Id { get; init; }

    public required string Queue { get; init; }

    public required string MessageKey { get; init; }

    public required string Status { get; init; }

    public required long GroupId { get; init; }

    public required DateTime LastFailedAt { get; init; }

    public DateTime? ResolvedAt { get; init; }

    public DateTime? ArchivedAt { get; init; }
}
