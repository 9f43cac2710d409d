using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>
/// Finds the ISO 3166-1 code of a country as shops write it. A name that stands for no one country has none: European
/// Community, Unspecified, and Channel Islands, which are two (Guernsey GG and Jersey JE), so that taking either would
/// be a guess.
/// </summary>
internal static class Countries
{
    private const string Table = "countries.txt";

    private static readonly FrozenSet<string> Uncounted = FrozenSet.Create(StringComparer.Ordinal, "and", "of", "the");

    private static readonly FrozenDictionary<string, string> CodeBySpelling = ReadTable()
        .SelectMany(row => row.Spellings.Select(spelling => KeyValuePair.Create(KeyOf(spelling), row.Code)))
        .Distinct()
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The codes that have a name.</summary>
    internal static IEnumerable<string> NamedCodes => CodeBySpelling.Values.Distinct();

    /// <summary>Finds the code of a name or of a code, alpha-2 or alpha-3, or of both: <c>United States (US)</c>.</summary>
    /// <param name="country">The country as the shop wrote it.</param>
    /// <returns>The code; <see langword="null"/> for a name that is unknown or stands for no one country.</returns>
    internal static string? FindCode(string? country)
    {
        if (string.IsNullOrWhiteSpace(country))
            return null;
        if (CodeBySpelling.TryGetValue(KeyOf(country), out var code))
            return code;

        // Where name and code contradict each other, taking either would be a guess.
        return country.TrimEnd() is [.., ')'] text && text.LastIndexOf('(') is var open and > 0
            && CodeBySpelling.TryGetValue(KeyOf(text[..open]), out var named)
            && CodeBySpelling.TryGetValue(KeyOf(text[open..]), out var coded) && named == coded
                ? named
                : null;
    }

    // The words of a spelling without what shops write differently: "Korea, Republic of" is "Republic of Korea".
    private static string KeyOf(string spelling)
    {
        var plain = new StringBuilder(spelling.Length);
        foreach (var c in Characters.Visible(spelling).Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
                plain.Append(c);
            else if (!IsWithinWord(c))
                plain.Append(' ');
        }

        var words = plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var counted = words is [_] // AND is Andorra
            ? words
            : words.Where(word => !Uncounted.Contains(word)).Select(word => word == "st" ? "saint" : word);
        return string.Join(' ', counted.Order(StringComparer.Ordinal));
    }

    // "U.S.A." is one word, as "d'Ivoire" is with either apostrophe; accents are left out.
    private static bool IsWithinWord(char c) => c is '.' or '\'' or '’' or 'ʼ' || char.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // "DE DEU Germany|Deutschland"
    private static IEnumerable<(string Code, IEnumerable<string> Spellings)> ReadTable()
    {
        using var stream = typeof(Countries).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"{Table} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return (line[..2], [line[..2], line[3..6], .. line[7..].Split('|')]);
        }
    }
}
