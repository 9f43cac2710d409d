namespace Contracts.Rules;

/// <summary>
/// Prices of one piece and what they come to, as EN 16931 has it: a price may be finer than the currency, a line's amount may
/// not. Every service computes a line with this one rule, so that mail, invoice and order agree.
/// </summary>
public static class UnitPrices
{
    /// <summary>Decimals that a price of one piece may have.</summary>
    public const int MaxDecimals = 6;

    /// <summary>The amount of a line: quantity times price, rounded half away from zero to the currency's minor units.</summary>
    /// <param name="quantity">Pieces.</param>
    /// <param name="unitPrice">Price of one piece.</param>
    /// <param name="minorUnits">Decimals of the currency.</param>
    /// <returns>The amount, in the currency's minor units.</returns>
    public static decimal LineAmount(int quantity, decimal unitPrice, int minorUnits) =>
        Math.Round(quantity * unitPrice, minorUnits, MidpointRounding.AwayFromZero);

    /// <summary>How many decimals a price has; zeros at its end do not count.</summary>
    /// <param name="unitPrice">Price of one piece.</param>
    /// <returns>1 for 2.50.</returns>
    // Dividing by a one of full scale drops the zeros at the end.
    public static int DecimalsOf(decimal unitPrice) => (unitPrice / 1.0000000000000000000000000000m).Scale;
}
