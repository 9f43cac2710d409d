using System.Collections.Frozen;
using System.Globalization;
using Contracts.Rules;

namespace Microservices.Invoice.Amounts;

/// <summary>The VAT rates of <c>Tables/vat-rates.tsv</c>, which names the source of each.</summary>
internal static class VatRates
{
    private static readonly FrozenDictionary<(string Area, string Category), (DateOnly From, decimal Percent)[]> Periods =
        TableFile.Read("vat-rates.tsv")
            .GroupBy(row => (row[0], row[1]), row => (TableFile.Date(row[2]), decimal.Parse(row[3], CultureInfo.InvariantCulture)))
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(period => period.Item1).ToArray());

    /// <summary>The areas that there are rates of.</summary>
    public static IEnumerable<string> Areas => Periods.Keys.Select(key => key.Area).Distinct();

    /// <summary>Whether there are rates of an area.</summary>
    /// <param name="area">Its name in the table: a country's code, or that of a part of it.</param>
    /// <returns>Whether there are, for whatever time.</returns>
    public static bool Know(string area) => Periods.ContainsKey((area, VatCategories.Standard));

    /// <summary>Finds a rate.</summary>
    /// <param name="area">The area.</param>
    /// <param name="category"><see cref="VatCategories.Standard"/> or <see cref="VatCategories.Reduced"/>.</param>
    /// <param name="date">The day of supply.</param>
    /// <returns>Percent; <see langword="null"/> when the table does not go back that far.</returns>
    public static decimal? Find(string area, string category, DateOnly date)
    {
        decimal? found = null;
        foreach (var (from, percent) in Periods.GetValueOrDefault((area, category)) ?? [])
        {
            if (from <= date)
                found = percent;
        }

        return found;
    }
}
