using System.ComponentModel.DataAnnotations;
using Contracts.Rules;

namespace Contracts.Orders;

/// <summary>One line of an order.</summary>
public sealed record OrderLine
{
    /// <summary>Stock-keeping unit, 1 to 64 visible characters without blanks around, compared by exact case.</summary>
    [TextRule(Identifiers.Format), StringLength(Identifiers.MaxLength, MinimumLength = 1)]
    public required string Sku { get; init; }

    /// <summary>What the customer read when ordering; belongs to the line, not to the SKU.</summary>
    [TextRule(Lines.Format), StringLength(Lines.Description, MinimumLength = 1)]
    public required string Description { get; init; }

    /// <summary>Pieces ordered, at least 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Quantity { get; init; }

    /// <summary>
    /// Price of one piece in the order's currency, VAT included (unless the order says otherwise) and discounts taken off, zero or
    /// more, with at most six decimals. A line's amount is quantity times this price, rounded half away from zero to the currency's minor units;
    /// an order's total is the sum of its lines' amounts.
    /// </summary>
    [Range(typeof(decimal), "0", "999999999999999.9999", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public required decimal UnitPrice { get; init; }

    /// <summary>
    /// <c>standard</c> (when absent), <c>reduced</c>, <c>zero</c> or <c>exempt</c>: which of the VAT rates of the destination applies.
    /// </summary>
    [TextRule(VatCategories.Format)]
    public string? VatCategory { get; init; }
}
