using System.Globalization;

namespace Microservices.Benchmarks.Reporting;

/// <summary>The subjects' rates, and their ratios to a peer's of the same run.</summary>
internal sealed class Ratios
{
    /// <summary>The peer without a framework.</summary>
    public const string ByHand = "by-hand";

    /// <summary>The peer with the same frameworks, without inbox and outbox.</summary>
    public const string WithoutOutbox = "masstransit-ef-no-outbox";

    private readonly Dictionary<string, Median> _rates;

    private Ratios(Dictionary<string, Median> rates) => _rates = rates;

    public static Ratios Of<TResult>(IEnumerable<TResult> results, Func<TResult, string> subject, Func<TResult, double> rate) =>
        new(results.GroupBy(subject).ToDictionary(runs => runs.Key, runs => Median.Of(runs.Select(rate))));

    /// <summary>A subject's rate with its spread.</summary>
    public string Rate(string subject) => _rates[subject].ToString("#,0");

    /// <summary>A subject's rate as a share of the peer's; empty when the peer did not run.</summary>
    public string To(string peer, string subject) =>
        _rates.TryGetValue(peer, out var rate) ? Text(_rates[subject].Value / rate.Value) : "";

    public static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
