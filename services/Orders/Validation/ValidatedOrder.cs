using Contracts.Orders;

namespace Microservices.Orders.Validation;

/// <summary>An order that breaks no rule, as it will be confirmed; what is absent is filled in on acceptance.</summary>
internal sealed record ValidatedOrder
{
    /// <summary>The id that the shop gave; <see langword="null"/> to choose one.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>The number that the shop gave; <see langword="null"/> to take one from the sequence.</summary>
    public string? OrderNumber { get; init; }

    public required Customer Customer { get; init; }

    public required string Currency { get; init; }

    /// <summary>The sum of the lines' amounts: Σ quantity × unit price, each rounded to the currency's minor units.</summary>
    public required decimal Total { get; init; }

    public ShippingAddress? ShippingAddress { get; init; }

    public ShippingAddress? BillingAddress { get; init; }

    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>When the shop confirmed it, in UTC; <see langword="null"/> for the time of acceptance.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateOnly? SupplyDate { get; init; }

    public bool? PricesIncludeVat { get; init; }

    public Payment? Payment { get; init; }

    /// <summary>
    /// SHA-256 of what the shop sent, defaults not included: equal for a repeated request, else different.
    /// </summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The fingerprint that an earlier release may have stored for the same order, if it is another.</summary>
    public byte[]? EarlierFingerprint { get; init; }

    /// <summary>Whether a stored fingerprint says that this order was sent before.</summary>
    internal bool IsKnownBy(byte[] fingerprint) => fingerprint.AsSpan().SequenceEqual(Fingerprint)
        || (EarlierFingerprint is { } earlier && fingerprint.AsSpan().SequenceEqual(earlier));
}
