using System.ComponentModel.DataAnnotations;
using Contracts.Orders;
using Contracts.Rules;

namespace Contracts.Invoice;

/// <summary>An invoice in short: enough to send its PDF to the customer without asking Invoice for more than the file.</summary>
public sealed record InvoiceSummary
{
    /// <summary>Who ordered, as the order has it.</summary>
    public required Customer Customer { get; init; }

    /// <summary>The number that people use for the order, at most 64 visible characters.</summary>
    [TextRule(Identifiers.Format), StringLength(Identifiers.MaxLength, MinimumLength = 1)]
    public required string OrderNumber { get; init; }

    /// <summary>The invoice's date as printed: the day of issue in the seller's time zone.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>ISO 4217 code of the amount.</summary>
    [TextRule(Currencies.Format)]
    public required string Currency { get; init; }

    /// <summary>What the customer pays, VAT included, in <see cref="Currency"/>.</summary>
    public required decimal GrossAmount { get; init; }

    /// <summary><c>paid</c> or <c>unpaid</c>; absent when the shop did not say.</summary>
    [TextRule(PaymentStatuses.Format)]
    public string? PaymentStatus { get; init; }

    /// <summary>SHA-256 of the PDF, 64 hexadecimal digits in lower case.</summary>
    [StringLength(64, MinimumLength = 64)]
    public required string Sha256 { get; init; }

    /// <summary>Bytes of the PDF.</summary>
    public required int Length { get; init; }
}
