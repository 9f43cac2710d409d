namespace Microservices.Chaos.Overloading;

/// <summary>How long answers took.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Median">The median; zero when there were none.</param>
/// <param name="P99">The 99th percentile; zero when there were none.</param>
internal sealed record Latencies(int Count, TimeSpan Median, TimeSpan P99)
{
    public static Latencies Of(IEnumerable<TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return sorted.Length == 0 ? new(0, default, default) : new(sorted.Length, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }
}
