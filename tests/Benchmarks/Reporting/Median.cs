using System.Globalization;

namespace Microservices.Benchmarks.Reporting;

/// <summary>The median of a few runs, with their spread.</summary>
internal readonly record struct Median(double Value, double Lowest, double Highest)
{
    public static Median Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Median(median, sorted[0], sorted[^1]);
    }

    /// <summary>Such as <c>1,421 (1,375–1,459)</c>.</summary>
    public string ToString(string format) => string.Create(CultureInfo.InvariantCulture,
        $"{Value.ToString(format, CultureInfo.InvariantCulture)} ({Lowest.ToString(format, CultureInfo.InvariantCulture)}–{Highest.ToString(format, CultureInfo.InvariantCulture)})");
}
