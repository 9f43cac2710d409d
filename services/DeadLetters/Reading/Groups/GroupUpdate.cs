namespace Microservices.DeadLetters.Reading.Groups;

/// <summary>What is said of a group; what is left out stays.</summary>
public sealed record GroupUpdate
{
    /// <summary><c>new</c>, <c>investigating</c>, <c>resolved</c> or <c>ignored</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Who takes care of it; empty for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>What is known; empty for nothing.</summary>
    public string? Note { get; init; }
}
