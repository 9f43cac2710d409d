using System.Text.Json;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>Draws numbers as bars.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>One bar for each number; a dot for none.</summary>
    internal static string Draw(IReadOnlyList<JsonElement> hours)
    {
        var counts = hours.Select(hour => hour.ValueKind is JsonValueKind.Number && hour.TryGetInt64(out var count) ? count : 0)
            .ToList();
        var most = counts.DefaultIfEmpty().Max();
        return string.Concat(counts.Select(count => count <= 0 ? '·' : Bars[(int)((count * Bars.Length - 1) / most)]));
    }
}
