using System.Security.Cryptography;
using Contracts.Invoice;
using Microservices.Invoice.Data;
using Microservices.Invoice.Pdf;
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
        StoredDocument.FindAsync(dbContext, invoiceId, cancellationToken);

    /// <summary>Stores a PDF unless the invoice has one.</summary>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="number">Its number.</param>
    /// <param name="rendered">The file, and what it could not show.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    /// <returns>Whether it was stored; <see langword="false"/> when another copy of the command was quicker.</returns>
    public async Task<bool> StoreAsync(Guid invoiceId, string number, RenderedInvoice rendered,
        CancellationToken cancellationToken)
    {
        // File before row: a row promises that the file is there. Each drawing has a file of its own, and the first row
        // decides. After a crash in between, a file without a row stays, which nothing refers to.
        var pdf = rendered.Pdf;
        var sha256 = Hash(pdf);
        if (files.AreUsed)
            await files.WriteAsync(number, sha256, pdf, cancellationToken);

        var content = files.AreUsed ? null : pdf;
        var renderedAt = timeProvider.GetUtcNow().UtcDateTime;
        var inserted = await dbContext.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO invoice_documents (invoice_id, sha256, length, pdf, rendered_at, missing_characters)
            VALUES ({invoiceId}, {sha256}, {pdf.Length}, {content}, {renderedAt}, {rendered.MissingCharacters})
            ON CONFLICT (invoice_id) DO NOTHING
            """, cancellationToken);
        if (inserted == 0 && files.AreUsed)
            await DeleteUnlessStoredAsync(invoiceId, number, sha256, cancellationToken);
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

        var pdf = document.Pdf ?? await ReadFileAsync(number, document.Sha256, cancellationToken);
        var sha256 = Hash(pdf);
        return sha256 == document.Sha256
            ? pdf
            : throw new DocumentCorruptException(
                $"The PDF of invoice {number} has SHA-256 {sha256}, but {document.Sha256} was stored.");
    }

    // The row is there already; it may be this file's own, when the database did not answer the first insert.
    private async Task DeleteUnlessStoredAsync(Guid invoiceId, string number, string sha256, CancellationToken cancellationToken)
    {
        var isStored = await dbContext.Documents
            .AnyAsync(document => document.InvoiceId == invoiceId && document.Sha256 == sha256, cancellationToken);
        if (!isStored)
            files.Delete(number, sha256);
    }

    private async Task<byte[]> ReadFileAsync(string number, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return await files.ReadAsync(number, sha256, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DocumentCorruptException($"The PDF of invoice {number} cannot be read from its folder.", exception);
        }
    }

    private static string Hash(byte[] pdf) => Convert.ToHexStringLower(SHA256.HashData(pdf));
}
