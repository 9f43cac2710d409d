using System.Globalization;

namespace Contracts.Rules;

/// <summary>Reads days of ISO 8601, such as <c>2026-05-01</c>, in the culture of nobody.</summary>
public static class Dates
{
    /// <summary>The name in the schemas, which is JSON Schema's own.</summary>
    public const string Format = "date";

    /// <summary>The rule in words, to follow the name of a member.</summary>
    public const string Words = "must be a date such as 2026-05-01";

    /// <summary>Reads a day.</summary>
    /// <param name="text">The text.</param>
    /// <param name="date">The day.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryRead(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
