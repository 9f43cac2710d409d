using Microservices.Invoice.Pdf;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Xml;

/// <summary>Makes an invoice's XML, where the settings and the norm allow one, and tells operators where they do not.</summary>
internal sealed class InvoiceXmlMaker(IOptions<InvoiceOptions> options, InvoiceMetrics metrics, ILogger<InvoiceXmlMaker> logger)
{
    /// <summary>Makes the XML.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="obstacle">A clause that says why there is none; empty when there is one.</param>
    /// <returns>The file, or <see langword="null"/>.</returns>
    public byte[]? Make(PrintedInvoice invoice, out string obstacle)
    {
        obstacle = "electronic invoices are switched off (Invoice__Xml__Enabled)";
        if (!options.Value.Xml.Enabled)
            return null;

        obstacle = XmlObstacles.Find(invoice) ?? "";
        if (obstacle.Length > 0)
        {
            metrics.XmlImpossible();
            logger.XmlImpossible(invoice.Number, obstacle);
            return null;
        }

        var written = InvoiceXmlWriter.Write(invoice);
        if (written.ReplacedCharacters > 0)
        {
            metrics.XmlCharactersReplaced(written.ReplacedCharacters);
            logger.XmlCharactersReplaced(invoice.Number, written.ReplacedCharacters);
        }

        return written.Content;
    }
}
