namespace Microservices.DeadLetters.Archive.Endpoints;

/// <summary>Which dead letters to delete, why, and how many they are.</summary>
public sealed record DeleteRequest
{
    /// <summary>Selects dead letters, in the query language; or give <see cref="Ids"/>.</summary>
    public string? Query { get; init; }

    /// <summary>The dead letters' ids; or give <see cref="Query"/>.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>For the audit; 3 to 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>How many match; nothing is deleted when it is another number.</summary>
    public required long Count { get; init; }
}
