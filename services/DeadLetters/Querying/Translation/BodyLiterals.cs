using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>What a value of a query may be in a message: nobody types the quotes of JSON.</summary>
internal static partial class BodyLiterals
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of each meaning: always the text, and a number, truth value or null where it reads as one.</summary>
    internal static IEnumerable<string> Of(QueryText value)
    {
        var text = value.Literal;
        yield return Quote(text);

        // Messages have UUIDs in lower case; logs and mails not always.
        if (Guid.TryParseExact(text, "D", out var id) && id.ToString() is var lower && lower != text)
            yield return Quote(lower);
        if (text is "true" or "false" or "null" || Number().IsMatch(text))
            yield return text;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Options);

    // As JSON writes numbers, without exponents: 1e999999 would be an error of the database.
    [GeneratedRegex(@"^-?(0|[1-9]\d{0,29})(\.\d{1,29})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
