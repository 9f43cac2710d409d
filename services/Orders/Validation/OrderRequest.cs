namespace Microservices.Orders.Validation;

/// <summary>An order as the shop sends it. Unknown members are ignored.</summary>
internal sealed record OrderRequest
{
    /// <summary>
    /// Id of the order, unique for all time; chosen here when absent. Send it to make repeating harmless.
    /// </summary>
    public Guid? OrderId { get; init; }

    /// <summary>
    /// Number that people use for the order, unique, at most 64 characters; from a sequence when absent.
    /// </summary>
    public string? OrderNumber { get; init; }

    /// <summary>Who ordered; required.</summary>
    public CustomerRequest? Customer { get; init; }

    /// <summary>ISO 4217 code of every amount, such as <c>GBP</c>; required.</summary>
    public string? Currency { get; init; }

    /// <summary>Where the goods go.</summary>
    public AddressRequest? ShippingAddress { get; init; }

    /// <summary>Where the invoice is addressed to, when it is not where the goods go.</summary>
    public AddressRequest? BillingAddress { get; init; }

    /// <summary>What was ordered, at least one line; equal lines are legal and are not merged.</summary>
    public IReadOnlyList<LineRequest>? Lines { get; init; }

    /// <summary>
    /// When the shop confirmed the order, with its zone (<c>2026-05-01T09:30:00+01:00</c>); now when absent.
    /// </summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>
    /// The day of supply (<c>2026-05-01</c>), which decides the VAT rate; the seller's day of <see cref="ConfirmedAt"/> when absent.
    /// </summary>
    public DateOnly? SupplyDate { get; init; }

    /// <summary>Whether prices include VAT, as they do when absent; <c>false</c>: the invoice adds VAT to the order's total.</summary>
    public bool? PricesIncludeVat { get; init; }

    /// <summary>Whether and how the order is paid; the invoice says nothing about it when absent.</summary>
    public PaymentRequest? Payment { get; init; }
}
