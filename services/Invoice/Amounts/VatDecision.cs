using System.Globalization;
using Contracts.Rules;
using Microservices.Invoice.Issuing;

namespace Microservices.Invoice.Amounts;

/// <summary>Which VAT an order has.</summary>
/// <param name="Treatment">Why.</param>
/// <param name="Area">Whose rates apply; not looked at where nothing is taxed.</param>
/// <param name="Date">The day of supply.</param>
/// <param name="StandardRate">The standard rate by the settings, for all time; that of the table when absent.</param>
internal sealed record VatDecision(VatTreatment Treatment, string Area, DateOnly Date, decimal? StandardRate = null)
{
    /// <summary>The VAT of a line.</summary>
    /// <param name="category">One of <see cref="VatCategories"/>; standard when absent.</param>
    /// <returns>Category and rate.</returns>
    /// <exception cref="InvoiceNotPossibleException">There is no such rate on the day of supply.</exception>
    public LineVat Of(string? category) => (category, Treatment) switch
    {
        (VatCategories.Exempt, _) => new LineVat(TaxCategory.E, 0m),
        (_, VatTreatment.Export) => new LineVat(TaxCategory.G, 0m),
        (_, VatTreatment.IntraCommunity) => new LineVat(TaxCategory.K, 0m),
        (VatCategories.Zero, _) => new LineVat(TaxCategory.Z, 0m),
        _ => RateOf(category ?? VatCategories.Standard) is > 0m and var rate ? new LineVat(TaxCategory.S, rate) : new LineVat(TaxCategory.Z, 0m),
    };

    private decimal RateOf(string category) =>
        (category == VatCategories.Standard ? StandardRate : null)
        ?? VatRates.Find(Area, category, Date)
        ?? throw new InvoiceNotPossibleException(string.Create(CultureInfo.InvariantCulture,
            $"supplyDate is {Date:yyyy-MM-dd}: no {category} VAT rate of {Area} is known for that day."));
}
