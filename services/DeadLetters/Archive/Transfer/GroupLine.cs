namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>The group of a dead letter.</summary>
internal sealed record GroupLine
{
    public required string Fingerprint { get; init; }

    public required string Title { get; init; }
}
