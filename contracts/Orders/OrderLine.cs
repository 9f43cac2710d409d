namespace Contracts.Orders;

/// <summary>One line of an order.</summary>
public sealed record OrderLine
{
    /// <summary>Stock-keeping unit, 1 to 64 characters, compared by exact case.</summary>
    public required string Sku { get; init; }

    /// <summary>What the customer read when ordering; belongs to the line, not to the SKU.</summary>
    public required string Description { get; init; }

    /// <summary>Pieces ordered, at least 1.</summary>
    public required int Quantity { get; init; }

    /// <summary>
    /// Price of one piece in the order's currency, VAT included, zero or more, with no more decimals than the currency
    /// has minor units.
    /// </summary>
    public required decimal UnitPrice { get; init; }
}
