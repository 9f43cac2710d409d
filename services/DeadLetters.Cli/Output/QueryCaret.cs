using Spectre.Console;

namespace Microservices.DeadLetters.Cli.Output;

/// <summary>Shows where a query is wrong.</summary>
internal static class QueryCaret
{
    private const string Indent = "  ";

    /// <summary>The query, and below it a caret under the column.</summary>
    /// <param name="query">The query as it was typed.</param>
    /// <param name="column">From 1, in UTF-16 code units.</param>
    internal static IEnumerable<string> Lines(string query, int column)
    {
        // A long query is cut to what is around the place.
        const int Around = 60;
        var place = Math.Clamp(column - 1, 0, query.Length);
        var start = Math.Max(0, place - Around);
        var end = Math.Min(query.Length, place + Around);
        var head = (start > 0 ? "…" : "") + Plain.InPlace(query[start..place]);

        yield return Indent + head + Plain.InPlace(query[place..end]) + (end < query.Length ? "…" : "");
        // Some characters are two cells wide, some none.
        yield return Indent + new string(' ', head.GetCellWidth()) + "^";
    }
}
