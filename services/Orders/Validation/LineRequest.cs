namespace Microservices.Orders.Validation;

/// <summary>One line of an order.</summary>
internal sealed record LineRequest
{
    /// <summary>Stock-keeping unit, 1 to 64 characters, compared by exact case; required.</summary>
    public string? Sku { get; init; }

    /// <summary>What the customer read when ordering, at most 1,000 characters; required.</summary>
    public string? Description { get; init; }

    /// <summary>Pieces ordered, at least 1; required.</summary>
    public int? Quantity { get; init; }

    /// <summary>Price of one piece, VAT included unless the order says otherwise, zero or more, with the decimals of the currency; required.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Which VAT rate applies: <c>standard</c> when absent, <c>reduced</c>, <c>zero</c> or <c>exempt</c>.</summary>
    public string? VatCategory { get; init; }
}
