using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>
/// Adds up an order while its lines are read, wrong ones included, as long as they have both numbers: a refused order
/// names its total too.
/// </summary>
/// <param name="currency">The order's currency, in whose minor units each line's amount is.</param>
internal sealed class OrderTotal(string? currency)
{
    private readonly int _minorUnits = Currencies.MinorUnitsOf(currency ?? "");

    internal decimal Amount { get; private set; }

    /// <summary>Whether every line had a quantity and a price.</summary>
    internal bool IsKnown { get; private set; }

    private bool _isUnknown;

    internal void Add(LineRequest line)
    {
        // Prices beyond the limit could overflow decimal; with it, quantity × price × lines stays below 10^29.
        if (line.Quantity is { } quantity && line.UnitPrice is { } price && Math.Abs(price) <= OrderLimits.Amount)
            Amount += UnitPrices.LineAmount(quantity, price, _minorUnits);
        else
            _isUnknown = true;
        IsKnown = !_isUnknown;
    }
}
