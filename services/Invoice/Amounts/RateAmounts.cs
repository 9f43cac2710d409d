using Contracts.Rules;

namespace Microservices.Invoice.Amounts;

/// <summary>
/// The one rounding rule, for the lines of one rate: each line's quantity × unit price is rounded to the currency's minor units; VAT is
/// computed on their sum and rounded once, commercially (half away from zero), as EN 16931 has it. Each line's VAT is what it adds to
/// the VAT of the lines before it, so that every total is a sum of lines.
/// </summary>
/// <param name="ratePercent">VAT rate in percent.</param>
/// <param name="minorUnits">Decimals of the currency.</param>
/// <param name="pricesAreNet">Whether VAT comes on top of the prices.</param>
internal sealed class RateAmounts(decimal ratePercent, int minorUnits, bool pricesAreNet)
{
    private decimal _sum;
    private decimal _vat;

    /// <summary>Computes the next line.</summary>
    /// <param name="quantity">Pieces.</param>
    /// <param name="unitPrice">Price of one piece.</param>
    /// <returns>The line's amounts.</returns>
    public LineAmounts Add(int quantity, decimal unitPrice)
    {
        var amount = UnitPrices.LineAmount(quantity, unitPrice, minorUnits);
        _sum += amount;
        var vat = Math.Round(_sum * ratePercent / (pricesAreNet ? 100m : 100m + ratePercent), minorUnits, MidpointRounding.AwayFromZero) - _vat;
        _vat += vat;
        return pricesAreNet ? new LineAmounts(amount + vat, vat, amount) : new LineAmounts(amount, vat, amount - vat);
    }
}
