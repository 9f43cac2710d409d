using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Amounts;

/// <summary>
/// Chooses an order's VAT rate: the destination's standard rate where the table has the country, 0 % (export) where it
/// does not, the seller's own rate where the order names no country.
/// </summary>
internal sealed class VatRateTable
{
    private readonly FrozenDictionary<string, decimal> _rates;
    private readonly string _sellerCountry;

    public VatRateTable(IOptions<InvoiceOptions> options)
    {
        var rates = new Dictionary<string, decimal>(StandardVatRates.ByCountry, StringComparer.OrdinalIgnoreCase);
        foreach (var (country, rate) in options.Value.Vat.Rates)
            rates[country] = rate;

        _rates = rates.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _sellerCountry = options.Value.Seller.CountryCode;
    }

    /// <summary>Decides the rate for one order.</summary>
    /// <param name="countryCode">ISO 3166-1 alpha-2 code of the destination; absent when unknown.</param>
    /// <returns>Rate and reason.</returns>
    public VatDecision Decide(string? countryCode)
    {
        // Validated at start: the seller's country has a rate.
        if (string.IsNullOrWhiteSpace(countryCode))
            return new VatDecision(_rates[_sellerCountry], VatTreatment.Seller);

        return _rates.TryGetValue(countryCode.Trim(), out var rate)
            ? new VatDecision(rate, VatTreatment.Destination)
            : new VatDecision(0m, VatTreatment.Export);
    }
}
