using Contracts.Rules;

namespace Microservices.Invoice.Amounts;

/// <summary>
/// The one rounding rule: each line's gross is rounded to the currency's minor units, VAT is taken out of it and rounded there,
/// commercially (half away from zero); every total is a sum of lines, so that the gross total is the order's total.
/// </summary>
internal static class AmountRules
{
    /// <summary>Splits a line into net and VAT.</summary>
    /// <param name="quantity">Pieces.</param>
    /// <param name="unitPrice">Price of one piece, VAT included.</param>
    /// <param name="ratePercent">VAT rate in percent.</param>
    /// <param name="minorUnits">Decimals of the currency.</param>
    /// <returns>The line's amounts.</returns>
    public static LineAmounts Split(int quantity, decimal unitPrice, decimal ratePercent, int minorUnits)
    {
        var gross = UnitPrices.LineAmount(quantity, unitPrice, minorUnits);
        var vat = Math.Round(gross * ratePercent / (100m + ratePercent), minorUnits, MidpointRounding.AwayFromZero);
        return new LineAmounts(gross, vat, gross - vat);
    }
}
