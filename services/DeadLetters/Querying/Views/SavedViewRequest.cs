namespace Microservices.DeadLetters.Querying.Views;

/// <summary>What a view shows.</summary>
public sealed record SavedViewRequest
{
    /// <summary>A query of the query language; empty for what is open.</summary>
    public required string Query { get; init; }
}
