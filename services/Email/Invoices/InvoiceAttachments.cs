using System.Security.Cryptography;
using Contracts.Invoice;
using Microsoft.Extensions.Options;

namespace Microservices.Email.Invoices;

/// <summary>Fetches the PDFs that are attached, each only if it is the one that its event tells of.</summary>
internal sealed class InvoiceAttachments(
    IInvoiceDocuments documents, IOptions<InvoiceMailOptions> options, EmailMetrics metrics, TimeProvider timeProvider)
{
    /// <summary>How long <see cref="FetchAsync"/> may take at most.</summary>
    public TimeSpan Timeout => documents.Timeout;

    /// <summary>Fetches and checks a PDF.</summary>
    /// <exception cref="InvoiceDocumentUnavailableException">It is not to be had now.</exception>
    /// <exception cref="InvoiceDocumentWrongException">There is none, it is another one, or it is too large.</exception>
    public async Task<byte[]> FetchAsync(string invoiceNumber, InvoiceSummary invoice, CancellationToken cancellationToken)
    {
        if (invoice.Length < 1 || invoice.Length > options.Value.MaxSize)
        {
            throw new InvoiceDocumentWrongException($"The PDF of invoice {invoiceNumber} has {invoice.Length} bytes; "
                + $"1 to {options.Value.MaxSize} are attached (Email__InvoiceMail__MaxSize).");
        }

        var started = timeProvider.GetTimestamp();
        try
        {
            var pdf = await documents.ReadAsync(invoiceNumber, invoice.Length, cancellationToken);
            Check(invoiceNumber, invoice, pdf);
            metrics.DocumentFetched(timeProvider.GetElapsedTime(started), "fetched");
            return pdf;
        }
        catch (Exception exception)
        {
            metrics.DocumentFetched(
                timeProvider.GetElapsedTime(started), exception is InvoiceDocumentWrongException ? "wrong" : "unavailable");
            throw;
        }
    }

    private static void Check(string number, InvoiceSummary invoice, byte[] pdf)
    {
        if (pdf.Length != invoice.Length)
        {
            throw new InvoiceDocumentWrongException(
                $"The PDF of invoice {number} has {(pdf.Length > invoice.Length ? "more" : "fewer")} than the {invoice.Length} bytes that were announced.");
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf));
        if (sha256 != invoice.Sha256)
        {
            throw new InvoiceDocumentWrongException(
                $"The PDF of invoice {number} has the SHA-256 {sha256}, but {invoice.Sha256} was announced.");
        }
    }
}
