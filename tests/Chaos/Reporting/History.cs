using System.Globalization;
using System.Text.RegularExpressions;
using Microservices.Chaos.Judging;

namespace Microservices.Chaos.Reporting;

/// <summary>All that is known of one order, in the order of time: what was answered and seen, and what the services logged.</summary>
internal static partial class History
{
    private const int MostLines = 60;
    private const int LongestLine = 300;
    private const string Time = "yyyy-MM-dd HH:mm:ss.fff"; // as the services log it

    /// <summary>Tells it; a line each, beginning with its time.</summary>
    public static IReadOnlyList<string> Of(Guid orderId, Evidence evidence, string logFolder)
    {
        var seen = evidence.Answers.Where(answer => answer.OrderId == orderId)
            .Select(answer => $"{At(answer.At)} customer: answered {answer.Status} at attempt {answer.Attempts}, order {answer.Order.Number} ({answer.Order.Kind}, copy {answer.Order.Copy})")
            .Concat(evidence.Sightings.Where(sighting => sighting.OrderId == orderId).Select(sighting =>
                $"{At(sighting.At)} exchange: message {sighting.MessageId}{(sighting.IsOurs ? ", sent by this program" : "")}{(sighting.IsReplay ? ", a replay" : "")}"));
        return [.. seen.Concat(Logged(orderId, logFolder)).Order(StringComparer.Ordinal).Take(MostLines)];
    }

    private static IEnumerable<string> Logged(Guid orderId, string logFolder)
    {
        var lines = Directory.EnumerateFiles(logFolder, "*.log")
            .SelectMany(file => File.ReadLines(file).Select(line => (Replica: Path.GetFileNameWithoutExtension(file), Line: line))).ToList();
        var own = lines.Where(line => line.Line.Contains(orderId.ToString(), StringComparison.OrdinalIgnoreCase)).ToList();

        // The trace of the order leads to what was logged about it without naming it.
        var traces = own.Select(line => TraceId().Match(line.Line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet();
        return lines.Where(line => own.Contains(line) || TraceId().Match(line.Line) is { Success: true } match && traces.Contains(match.Groups[1].Value))
            .Select(line => $"{TimeOf(line.Line)} {line.Replica}: {(line.Line.Length > LongestLine ? line.Line[..LongestLine] : line.Line)}");
    }

    private static string At(DateTimeOffset time) => time.ToString(Time, CultureInfo.InvariantCulture);

    private static string TimeOf(string line) => Timestamp().Match(line) is { Success: true } match ? match.Groups[1].Value : "";

    [GeneratedRegex("\"TraceId\":\"([0-9a-f]{32})\"")]
    private static partial Regex TraceId();

    [GeneratedRegex("\"Timestamp\":\"([^\"]+)\"")]
    private static partial Regex Timestamp();
}
