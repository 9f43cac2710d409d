using System.ComponentModel.DataAnnotations;
using Contracts.Rules;

namespace Contracts.Invoice;

/// <summary>
/// The PDF of an invoice, and its electronic form where it has one, are stored; neither will change. Published once per order by
/// Invoice, after <see cref="InvoiceIssued"/>; a crash may publish it again, under the same message id. Wire name:
/// <c>urn:message:Contracts.Invoice:InvoiceDocumentStored</c>.
/// </summary>
public sealed record InvoiceDocumentStored
{
    /// <summary>The order that is invoiced.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The invoice's number.</summary>
    [TextRule(Identifiers.Format), StringLength(Identifiers.MaxLength, MinimumLength = 1)]
    public required string InvoiceNumber { get; init; }

    /// <summary>When the document was stored, in UTC.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>
    /// What Email needs to send the PDF to the customer. Absent in events of earlier releases, and for invoices that they issued:
    /// then no mail is sent.
    /// </summary>
    public InvoiceSummary? Summary { get; init; }
}
