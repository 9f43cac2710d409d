namespace Microservices.Invoice.Data;

/// <summary>An invoice with its number and totals; never changed, never deleted.</summary>
internal sealed class IssuedInvoice
{
    /// <summary>The invoice's id, and that of its <see cref="StoredContent"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The order; unique.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The series that is counted.</summary>
    public required string Series { get; init; }

    /// <summary>The year of issue in the seller's time zone.</summary>
    public required int Year { get; init; }

    /// <summary>The place in series and year, from 1 without a gap.</summary>
    public required long SequenceNumber { get; init; }

    /// <summary>The number as printed, such as <c>INV-2026-000001</c>; unique.</summary>
    public required string Number { get; init; }

    /// <summary>The number that people use for the order.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>ISO 4217 code of the amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>Sum without VAT.</summary>
    public required decimal NetAmount { get; init; }

    /// <summary>VAT contained in the gross amount.</summary>
    public required decimal VatAmount { get; init; }

    /// <summary>The amount to pay, VAT included.</summary>
    public required decimal GrossAmount { get; init; }

    /// <summary>When the invoice was issued, in UTC.</summary>
    public required DateTime IssuedAt { get; init; }
}
