namespace Microservices.DeadLetters.Archive.Endpoints;

/// <summary>Which dead letters, and why.</summary>
public sealed record ArchiveRequest
{
    /// <summary>Selects dead letters, in the query language; or give <see cref="Ids"/>.</summary>
    public string? Query { get; init; }

    /// <summary>The dead letters' ids; or give <see cref="Query"/>.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>For the audit; 3 to 500 characters.</summary>
    public string? Reason { get; init; }

    internal LetterSelection Selection => new(Query, Ids);
}
