namespace Microservices.Standalone.Samples;

/// <summary>The orders that ship with Standalone, for a first try: several currencies, languages and scripts, and a few that are refused.</summary>
internal static class SampleOrders
{
    /// <summary>Their name for <c>--import</c>.</summary>
    internal const string Name = "sample";

    /// <summary>Their files, beside the program.</summary>
    internal static IReadOnlyList<string> Files { get; } = [PathOf("orders.csv"), PathOf("orders.ndjson")];

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);
}
