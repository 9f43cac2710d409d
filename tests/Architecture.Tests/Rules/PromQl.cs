using System.Text.RegularExpressions;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>As much of Prometheus's language as it takes to know which metrics an expression names.</summary>
internal static partial class PromQl
{
    private static readonly string[] Words = ["and", "or", "unless", "offset", "bool", "inf", "nan"];

    /// <returns>Each metric once.</returns>
    public static IEnumerable<string> MetricsOf(string expression) =>
        Names().Matches(Asides().Replace(expression, " ")).Select(match => match.Value)
            .Where(name => !Words.Contains(name, StringComparer.OrdinalIgnoreCase)).Distinct();

    // Texts, selectors of labels, spans of time, and the labels after the words that take some.
    [GeneratedRegex(@"""[^""]*""|\{[^}]*\}|\[[^\]]*\]|\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Asides();

    // Not the numbers with a unit, and not the functions.
    [GeneratedRegex(@"(?<![\w:])[A-Za-z_:][\w:]*(?!\s*\(|[\w:])")]
    private static partial Regex Names();
}
