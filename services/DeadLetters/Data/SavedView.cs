namespace Microservices.DeadLetters.Data;

/// <summary>A query with a name.</summary>
internal sealed class SavedView
{
    public required string Name { get; set; }

    public required string Query { get; set; }

    public required string Owner { get; set; }
}
