using Contracts.Rules;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>Takes discounts off prices. The price that is confirmed is what is paid, as EN 16931's item net price is.</summary>
internal static class Discounts
{
    /// <summary>Reads a discount.</summary>
    /// <param name="text">The field; empty for none. A percent sign is fine where percents are expected.</param>
    /// <param name="whole">The discount that leaves nothing to pay: 1 or 100.</param>
    /// <returns>The share from 0 to 1; <see langword="null"/> if it is none.</returns>
    internal static decimal? ReadShare(string? text, decimal whole)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        if (whole > 1 && text.EndsWith('%'))
            text = text[..^1].TrimEnd();
        return Amounts.TryParsePlain(text, out var discount) && discount >= 0 && discount <= whole ? discount / whole : null;
    }

    /// <summary>
    /// Finds the price of one piece after a discount: one of at most six decimals that gives the line's exact amount, which
    /// is quantity × price × (1 − discount), rounded to the currency's minor units.
    /// </summary>
    /// <returns>The price; <see langword="null"/> if no price of six decimals gives the amount.</returns>
    internal static decimal? TakeOff(decimal share, int quantity, decimal unitPrice, int minorUnits)
    {
        var amount = Math.Round(quantity * unitPrice * (1 - share), minorUnits, MidpointRounding.AwayFromZero);
        foreach (var candidate in new[] { unitPrice * (1 - share), amount / quantity })
        {
            var net = Math.Round(candidate, UnitPrices.MaxDecimals, MidpointRounding.AwayFromZero);
            if (UnitPrices.LineAmount(quantity, net, minorUnits) == amount)
                return net;
        }

        return null;
    }
}
