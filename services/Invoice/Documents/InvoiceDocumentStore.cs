using System.Security.Cryptography;
using Contracts.Invoice;
using Microservices.Invoice.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Invoice.Documents;

/// <summary>Keeps the PDFs: each is stored once and read back only if it is still what was stored.</summary>
internal sealed class InvoiceDocumentStore(InvoiceDbContext dbContext, DocumentFiles files, TimeProvider timeProvider)
{
    /// <summary>Finds out whether an invoice has its PDF.</summary>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The event that tells of it; <see langword="null"/> until it is stored.</returns>
    public Task<InvoiceDocumentStored?> FindAsync(Guid invoiceId, CancellationToken cancellationToken) =>
        dbContext.Documents.AsNoTracking()
            .Where(document => document.InvoiceId == invoiceId)
            .Join(dbContext.Invoices, document => document.InvoiceId, invoice => invoice.Id,
                (document, invoice) => new InvoiceDocumentStored
                {
                    OrderId = invoice.OrderId,
                    InvoiceNumber = invoice.Number,
                    // SQLite gives back a time without its zone.
                    StoredAt = new DateTimeOffset(DateTime.SpecifyKind(document.RenderedAt, DateTimeKind.Utc)),
                })
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Stores a PDF unless the invoice has one.</summary>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="number">Its number.</param>
    /// <param name="pdf">The file.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    /// <returns>Whether it was stored; <see langword="false"/> when another copy of the command was quicker.</returns>
    public async Task<bool> StoreAsync(Guid invoiceId, string number, byte[] pdf, CancellationToken cancellationToken)
    {
        // File before row: a row promises that the file is there. A copy of the command that writes the file again
        // writes the same bytes, because rendering is deterministic.
        if (files.AreUsed)
            await files.WriteAsync(number, pdf, cancellationToken);

        var sha256 = Hash(pdf);
        var content = files.AreUsed ? null : pdf;
        var renderedAt = timeProvider.GetUtcNow().UtcDateTime;
        var inserted = await dbContext.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO invoice_documents (invoice_id, sha256, length, pdf, rendered_at)
            VALUES ({invoiceId}, {sha256}, {pdf.Length}, {content}, {renderedAt})
            ON CONFLICT (invoice_id) DO NOTHING
            """, cancellationToken);
        return inserted == 1;
    }

    /// <summary>Reads a PDF and checks it.</summary>
    /// <param name="number">The invoice's number.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The file.</returns>
    /// <exception cref="DocumentCorruptException">It is missing or is not what was stored.</exception>
    public async Task<byte[]> ReadAsync(string number, CancellationToken cancellationToken)
    {
        var document = await dbContext.Invoices.AsNoTracking()
            .Where(invoice => invoice.Number == number)
            .Join(dbContext.Documents, invoice => invoice.Id, document => document.InvoiceId,
                (invoice, document) => document)
            .SingleAsync(cancellationToken);

        var pdf = document.Pdf ?? await ReadFileAsync(number, cancellationToken);
        var sha256 = Hash(pdf);
        return sha256 == document.Sha256
            ? pdf
            : throw new DocumentCorruptException(
                $"The PDF of invoice {number} has SHA-256 {sha256}, but {document.Sha256} was stored.");
    }

    private async Task<byte[]> ReadFileAsync(string number, CancellationToken cancellationToken)
    {
        try
        {
            return await files.ReadAsync(number, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DocumentCorruptException($"The PDF of invoice {number} cannot be read from its folder.", exception);
        }
    }

    private static string Hash(byte[] pdf) => Convert.ToHexStringLower(SHA256.HashData(pdf));
}
