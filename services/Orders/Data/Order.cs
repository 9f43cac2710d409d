namespace Microservices.Orders.Data;

/// <summary>An accepted order. Only its status changes, with its <see cref="FulfilmentStep"/>s.</summary>
internal sealed class Order
{
    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required string CustomerId { get; init; }

    public required string CustomerName { get; init; }

    public required string CustomerEmail { get; init; }

    public required string CustomerLocale { get; init; }

    public required string Currency { get; init; }

    public required decimal TotalAmount { get; init; }

    /// <summary>When the shop confirmed it, in UTC.</summary>
    public required DateTime ConfirmedAt { get; init; }

    /// <summary>When it was committed here, in UTC.</summary>
    public required DateTime AcceptedAt { get; init; }

    /// <summary>The lines as JSON: written once, read whole, never searched.</summary>
    public required string Lines { get; init; }

    /// <summary>The address as JSON.</summary>
    public string? ShippingAddress { get; init; }

    /// <summary>The <see cref="Acceptance.InvoiceTerms"/> as JSON.</summary>
    public string? InvoiceTerms { get; init; }

    /// <summary>Tells a repeated order from another one under the same id.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The steps of <see cref="Fulfilment.FulfilmentSteps"/> at the time of its acceptance, separated by commas.</summary>
    public required string ExpectedSteps { get; init; }

    /// <summary>One of <see cref="Fulfilment.FulfilmentStatus"/>, by the steps that it expects.</summary>
    public string Status { get; init; } = Fulfilment.FulfilmentStatus.Pending;
}
