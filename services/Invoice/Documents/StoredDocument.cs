using Contracts.Invoice;
using Contracts.Rules;
using Microservices.Invoice.Data;
using Microservices.Invoice.Issuing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Invoice.Documents;

/// <summary>Tells of a stored PDF what the event says.</summary>
internal static class StoredDocument
{
    /// <summary>Reads it.</summary>
    /// <param name="dbContext">The database.</param>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The event; <see langword="null"/> until the PDF is stored.</returns>
    public static async Task<InvoiceDocumentStored?> FindAsync(
        InvoiceDbContext dbContext, Guid invoiceId, CancellationToken cancellationToken)
    {
        var row = await (
            from document in dbContext.Documents.AsNoTracking()
            where document.InvoiceId == invoiceId
            join invoice in dbContext.Invoices on document.InvoiceId equals invoice.Id
            join content in dbContext.Contents on document.InvoiceId equals content.InvoiceId
            select new { invoice, content.Content, document.Sha256, document.Length, document.RenderedAt })
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return null;

        return new InvoiceDocumentStored
        {
            OrderId = row.invoice.OrderId,
            InvoiceNumber = row.invoice.Number,
            StoredAt = Utc(row.RenderedAt),
            Summary = Summarise(row.invoice, InvoiceContentJson.Read(row.Content), row.Sha256, row.Length),
        };
    }

    // Invoices of earlier releases do not know whom to write to.
    private static InvoiceSummary? Summarise(IssuedInvoice invoice, InvoiceContent content, string sha256, int length) =>
        content.Customer is not { } customer ? null : new InvoiceSummary
        {
            Customer = customer,
            OrderNumber = invoice.OrderNumber,
            IssuedOn = DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTime(Utc(invoice.IssuedAt), TimeZoneInfo.FindSystemTimeZoneById(content.TimeZone)).DateTime),
            Currency = invoice.Currency,
            // The column has four decimals, the currency seldom.
            GrossAmount = decimal.Round(invoice.GrossAmount, Currencies.MinorUnitsOf(invoice.Currency)),
            PaymentStatus = content.Payment?.Status,
            Sha256 = sha256,
            Length = length,
        };

    // SQLite gives back a time without its zone.
    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
