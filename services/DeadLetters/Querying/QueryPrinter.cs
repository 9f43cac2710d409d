using System.Text;

namespace Microservices.DeadLetters.Querying;

/// <summary>Writes the parts of a query, quoted where they must be.</summary>
internal static class QueryPrinter
{
    /// <summary>A key, a sign and values.</summary>
    internal static string Term(string key, Comparison comparison, IEnumerable<QueryText> values) =>
        $"{key}:{Sign(comparison)}{string.Join(',', values.Select(Value))}";

    /// <summary>The sign of a comparison.</summary>
    internal static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.Above => ">",
        Comparison.AtLeast => ">=",
        Comparison.Below => "<",
        Comparison.AtMost => "<=",
        _ => "",
    };

    /// <summary>A value behind a key.</summary>
    internal static string Value(QueryText text) =>
        Write(text, text.IsEmpty || text.Escaped[0] is '>' or '<' or '=' || text.Escaped.Any(IsSpecialInValue));

    /// <summary>A word without a key.</summary>
    internal static string Word(QueryText text) =>
        Write(text, text.IsEmpty || text.Escaped[0] is '-' || text.Escaped.Any(IsSpecialInWord));

    private static bool IsSpecialInValue(char character) => character is '"' or ',' || char.IsWhiteSpace(character);

    private static bool IsSpecialInWord(char character) => character is '"' or ':' || char.IsWhiteSpace(character);

    private static string Write(QueryText text, bool quoted)
    {
        if (!quoted)
            return text.Escaped;

        var written = new StringBuilder("\"");
        foreach (var character in text.Escaped)
        {
            if (character is '"')
                written.Append('\\');
            written.Append(character);
        }

        return written.Append('"').ToString();
    }
}
