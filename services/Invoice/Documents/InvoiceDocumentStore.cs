using Contracts.Invoice;
using Microservices.Invoice.Data;
using Microservices.Invoice.Pdf;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Invoice.Documents;

/// <summary>Keeps the PDFs: each is stored once and read back only if it is still what was stored.</summary>
internal sealed class InvoiceDocumentStore(
    InvoiceDbContext dbContext, DocumentFiles files, InvoiceXmlStore xmlStore, TimeProvider timeProvider)
{
    /// <summary>Finds out whether an invoice has its PDF.</summary>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The event that tells of it; <see langword="null"/> until it is stored.</returns>
    public Task<InvoiceDocumentStored?> FindAsync(Guid invoiceId, CancellationToken cancellationToken) =>
        StoredDocument.FindAsync(dbContext, invoiceId, cancellationToken);

    /// <summary>Stores a PDF, and the electronic invoice with it, unless the invoice has a PDF.</summary>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="number">Its number.</param>
    /// <param name="rendered">The PDF, and what it could not show.</param>
    /// <param name="xml">The electronic invoice, where there is one.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    /// <returns>Whether it was stored; <see langword="false"/> when another copy of the command was quicker.</returns>
    public async Task<bool> StoreAsync(Guid invoiceId, string number, RenderedInvoice rendered, byte[]? xml,
        CancellationToken cancellationToken)
    {
        // Files before rows: a row promises that the file is there. Each drawing has a file of its own, and the first row
        // decides. After a crash in between, a file without a row stays, which nothing refers to.
        var name = DocumentName.Of(number, rendered.Pdf, DocumentName.Pdf);
        var content = await files.KeepAsync(name, rendered.Pdf, cancellationToken);
        var xmlName = xml is null ? default : DocumentName.Of(number, xml, DocumentName.Xml);
        var xmlContent = xml is null ? null : await files.KeepAsync(xmlName, xml, cancellationToken);

        await using (var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken))
        {
            if (await InsertAsync(invoiceId, name, content, rendered, cancellationToken))
            {
                if (xml is not null)
                    await xmlStore.InsertAsync(invoiceId, xmlName, xml.Length, xmlContent, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            }
        }

        if (files.AreUsed)
            await DeleteUnlessStoredAsync(invoiceId, name, cancellationToken);
        return false;
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

        return await files.VerifyAsync(new DocumentName(number, document.Sha256, DocumentName.Pdf), document.Pdf, cancellationToken);
    }

    private async Task<bool> InsertAsync(
        Guid invoiceId, DocumentName name, byte[]? content, RenderedInvoice rendered, CancellationToken cancellationToken)
    {
        var renderedAt = timeProvider.GetUtcNow().UtcDateTime;
        return await dbContext.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO invoice_documents (invoice_id, sha256, length, pdf, rendered_at, missing_characters)
            VALUES ({invoiceId}, {name.Sha256}, {rendered.Pdf.Length}, {content}, {renderedAt}, {rendered.MissingCharacters})
            ON CONFLICT (invoice_id) DO NOTHING
            """, cancellationToken) == 1;
    }

    // The row is there already; it may be this file's own, when the database did not answer the first insert.
    private async Task DeleteUnlessStoredAsync(Guid invoiceId, DocumentName name, CancellationToken cancellationToken)
    {
        var isStored = await dbContext.Documents
            .AnyAsync(document => document.InvoiceId == invoiceId && document.Sha256 == name.Sha256, cancellationToken);
        if (!isStored)
            files.Delete(name);
    }
}
