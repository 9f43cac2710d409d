namespace Microservices.Invoice.Pdf;

/// <summary>Draws invoices.</summary>
internal interface IInvoiceRenderer
{
    /// <summary>Draws an invoice; the same invoice gives the same bytes.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <returns>A PDF file.</returns>
    byte[] Render(PrintedInvoice invoice);
}
