using Microservices.Invoice.Pdf.Text;

namespace Microservices.Invoice.Pdf;

/// <summary>Draws invoices.</summary>
internal interface IInvoiceRenderer
{
    /// <summary>Draws an invoice. Drawn again it looks the same, but the file has other bytes.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <returns>A PDF file.</returns>
    /// <exception cref="FontFileMissingException">A font file is missing, and the invoice may need it.</exception>
    RenderedInvoice Render(PrintedInvoice invoice);
}
