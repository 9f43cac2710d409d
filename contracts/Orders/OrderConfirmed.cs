using System.ComponentModel.DataAnnotations;
using Contracts.Rules;

namespace Contracts.Orders;

/// <summary>
/// An order was confirmed and committed. Published once per order by Orders; every consumer service acts on it once.
/// Wire name: <c>urn:message:Contracts.Orders:OrderConfirmed</c>.
/// </summary>
public sealed record OrderConfirmed
{
    /// <summary>The order's id, unique for all time: the business key by which each effect happens once.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The number that people use for the order, such as <c>536365</c>; unique, at most 64 visible characters.</summary>
    [TextRule(Identifiers.Format), StringLength(Identifiers.MaxLength, MinimumLength = 1)]
    public required string OrderNumber { get; init; }

    /// <summary>Who ordered: personal data, not to be logged.</summary>
    public required Customer Customer { get; init; }

    /// <summary>ISO 4217 code of every amount in the order, such as <c>GBP</c>.</summary>
    [TextRule(Currencies.Format)]
    public required string Currency { get; init; }

    /// <summary>Where the goods go; absent when the shop did not say.</summary>
    public ShippingAddress? ShippingAddress { get; init; }

    /// <summary>Where the invoice is addressed to, when it is not where the goods go.</summary>
    public ShippingAddress? BillingAddress { get; init; }

    /// <summary>
    /// The lines as ordered, at least one. Equal lines and repeated SKUs are legal and are not merged: the order is the
    /// sum of all of them.
    /// </summary>
    [MinLength(1)]
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>When the shop confirmed the order, in UTC; decimals beyond the microsecond are cut.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>
    /// The day of supply, which decides the VAT rate; that of <see cref="ConfirmedAt"/> in the seller's time zone when absent.
    /// </summary>
    public DateOnly? SupplyDate { get; init; }

    /// <summary>
    /// Whether the prices include VAT; they do when absent. If they do not, they are net, and the invoice adds VAT to the order's total.
    /// </summary>
    public bool? PricesIncludeVat { get; init; }

    /// <summary>Whether and how the order is paid; the invoice says nothing about it when absent.</summary>
    public Payment? Payment { get; init; }
}
