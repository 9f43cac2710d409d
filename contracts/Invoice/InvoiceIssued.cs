using System.ComponentModel.DataAnnotations;
using Contracts.Rules;

namespace Contracts.Invoice;

/// <summary>
/// An invoice got its number and amounts; both are final. Published once per order by Invoice. Wire name:
/// <c>urn:message:Contracts.Invoice:InvoiceIssued</c>.
/// </summary>
public sealed record InvoiceIssued
{
    /// <summary>The order that is invoiced.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The invoice's number, gapless within its series and year, such as <c>INV-2026-000001</c>.</summary>
    [TextRule(Identifiers.Format), StringLength(Identifiers.MaxLength, MinimumLength = 1)]
    public required string InvoiceNumber { get; init; }

    /// <summary>ISO 4217 code of the amounts.</summary>
    [TextRule(Currencies.Format)]
    public required string Currency { get; init; }

    /// <summary>Sum without VAT, in <see cref="Currency"/>.</summary>
    public required decimal NetAmount { get; init; }

    /// <summary>VAT contained in <see cref="GrossAmount"/>, in <see cref="Currency"/>.</summary>
    public required decimal VatAmount { get; init; }

    /// <summary>The amount to pay to the cent, VAT included, in <see cref="Currency"/>: the order's total, and VAT on top where its prices are net.</summary>
    public required decimal GrossAmount { get; init; }

    /// <summary>When the invoice was issued, in UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>
    /// Whether <see cref="InvoiceDocumentStored"/> follows once the PDF is stored. Absent in events of earlier releases, after which
    /// nothing follows.
    /// </summary>
    public bool DocumentFollows { get; init; }
}
