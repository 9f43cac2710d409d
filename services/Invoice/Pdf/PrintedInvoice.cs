using Microservices.Invoice.Issuing;

namespace Microservices.Invoice.Pdf;

/// <summary>An issued invoice as given to the renderer: nothing else decides what the PDF looks like.</summary>
/// <param name="Id">The invoice's id.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Currency">ISO 4217 code of the amounts.</param>
/// <param name="Net">Sum without VAT.</param>
/// <param name="Vat">VAT.</param>
/// <param name="Gross">Sum with VAT.</param>
/// <param name="Content">Everything else.</param>
internal sealed record PrintedInvoice(
    Guid Id, string Number, DateTimeOffset IssuedAt, string Currency, decimal Net, decimal Vat, decimal Gross,
    InvoiceContent Content);
