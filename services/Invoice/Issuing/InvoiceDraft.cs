namespace Microservices.Invoice.Issuing;

/// <summary>An invoice that lacks only its number and date.</summary>
/// <param name="Content">What is printed.</param>
/// <param name="Net">Sum without VAT.</param>
/// <param name="Vat">VAT contained in the gross sum.</param>
/// <param name="Gross">The amount to pay, VAT included.</param>
internal sealed record InvoiceDraft(InvoiceContent Content, decimal Net, decimal Vat, decimal Gross);
