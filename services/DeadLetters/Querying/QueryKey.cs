namespace Microservices.DeadLetters.Querying;

/// <summary>A key of the query language, as completion and help show it.</summary>
/// <param name="Name">The key, without its colon.</param>
/// <param name="Kind">How its value is written and compared.</param>
/// <param name="Help">What it looks at, in one line.</param>
/// <param name="Example">A whole term.</param>
internal sealed record QueryKey(string Name, QueryKeyKind Kind, string Help, string Example)
{
    /// <summary>The values that there are, when they are known beforehand.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
