using System.Collections.Frozen;

namespace Microservices.Invoice.Amounts;

/// <summary>
/// Finds the area that an address is in: its country, unless <c>Tables/vat-territories.tsv</c> has an exception, and whether it was in
/// the European Union then, by <c>Tables/vat-union.tsv</c>.
/// </summary>
internal static class VatTerritories
{
    private static readonly FrozenDictionary<string, Territory[]> ByCountry = TableFile.Read("vat-territories.tsv")
        .SelectMany(row => row[1].Split(' ').Select(start => (Country: row[0], Territory: new Territory(
            start == TableFile.Any ? "" : start,
            row[2] == TableFile.Any ? DateOnly.MinValue : TableFile.Date(row[2]),
            row[3] == TableFile.None ? null : row[3],
            row[4] == TableFile.None ? null : row[4]))))
        .GroupBy(row => row.Country, row => row.Territory)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(territory => territory.Start.Length).ToArray(),
            StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, (DateOnly From, DateOnly Until)> Members = TableFile.Read("vat-union.tsv")
        .ToFrozenDictionary(row => row[0],
            row => (TableFile.Date(row[1]), row[2] == TableFile.None ? DateOnly.MaxValue : TableFile.Date(row[2])));

    /// <summary>Finds an address.</summary>
    /// <param name="country">ISO 3166-1 alpha-2 code, or EA, IC or XI.</param>
    /// <param name="postalCode">As written; absent when unknown.</param>
    /// <param name="date">The day of supply.</param>
    /// <returns>The area.</returns>
    public static VatArea Find(string country, string? postalCode, DateOnly date)
    {
        var code = country.ToUpperInvariant();
        var postal = Compact(code, postalCode);
        foreach (var territory in ByCountry.GetValueOrDefault(code) ?? [])
        {
            if (territory.From <= date && postal.StartsWith(territory.Start, StringComparison.Ordinal))
                return new VatArea(territory.Rates ?? (territory.Start.Length == 0 ? code : null), Member(territory.Union, date));
        }

        return new VatArea(code, Member(code, date));
    }

    /// <summary>Whether a country was a member state of the Union.</summary>
    public static bool IsMember(string country, DateOnly date) =>
        Members.TryGetValue(country, out var member) && member.From <= date && date <= member.Until;

    private static string? Member(string? country, DateOnly date) => country is not null && IsMember(country, date) ? country : null;

    // "D-78266" and "FI 22100" begin with the country; British codes begin with letters of their own.
    private static string Compact(string country, string? postalCode) => string.Concat((postalCode ?? "").ToUpperInvariant()
        .Where(c => char.IsAsciiDigit(c) || (country == "GB" && char.IsAsciiLetterUpper(c))));

    private sealed record Territory(string Start, DateOnly From, string? Rates, string? Union);
}
