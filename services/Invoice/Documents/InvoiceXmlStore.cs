using Microservices.Invoice.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Invoice.Documents;

/// <summary>Keeps the electronic invoices: each is stored once and read back only if it is still what was stored.</summary>
internal sealed class InvoiceXmlStore(
    InvoiceDbContext dbContext, DocumentFiles files, TimeProvider timeProvider, ILogger<InvoiceXmlStore> logger)
{
    /// <summary>Stores an electronic invoice unless the invoice has one.</summary>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="number">Its number.</param>
    /// <param name="xml">The file.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    /// <returns>A task.</returns>
    public async Task StoreAsync(Guid invoiceId, string number, byte[] xml, CancellationToken cancellationToken)
    {
        // File before row, as with the PDF. A second copy has the same bytes and the same name, or is another release's: then its
        // file stays, and nothing refers to it.
        var name = DocumentName.Of(number, xml, DocumentName.Xml);
        await InsertAsync(invoiceId, name, xml.Length, await files.KeepAsync(name, xml, cancellationToken), cancellationToken);
    }

    /// <summary>Stores the row of an electronic invoice unless the invoice has one; in the caller's transaction, if there is one.</summary>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="length">Bytes of the file.</param>
    /// <param name="content">The file, where the database holds it.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>A task.</returns>
    public async Task InsertAsync(Guid invoiceId, DocumentName name, int length, byte[]? content, CancellationToken cancellationToken)
    {
        var writtenAt = timeProvider.GetUtcNow().UtcDateTime;
        var inserted = await dbContext.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO invoice_xml (invoice_id, sha256, length, xml, written_at)
            VALUES ({invoiceId}, {name.Sha256}, {length}, {content}, {writtenAt})
            ON CONFLICT (invoice_id) DO NOTHING
            """, cancellationToken);
        if (inserted == 1)
            logger.XmlStored(name.Number, length);
    }

    /// <summary>Reads an electronic invoice and checks it.</summary>
    /// <param name="number">The invoice's number.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The file and its SHA-256; <see langword="null"/> when none is stored.</returns>
    /// <exception cref="DocumentCorruptException">It is missing or is not what was stored.</exception>
    public async Task<(byte[] Content, string Sha256)?> ReadAsync(string number, CancellationToken cancellationToken)
    {
        var stored = await dbContext.Invoices.AsNoTracking()
            .Where(invoice => invoice.Number == number)
            .Join(dbContext.Xml, invoice => invoice.Id, xml => xml.InvoiceId, (invoice, xml) => xml)
            .SingleOrDefaultAsync(cancellationToken);
        if (stored is null)
            return null;

        var name = new DocumentName(number, stored.Sha256, DocumentName.Xml);
        return (await files.VerifyAsync(name, stored.Xml, cancellationToken), stored.Sha256);
    }
}
