using Contracts.Rules;
using Microservices.Invoice.Data;
using Microservices.Invoice.Issuing;
using Microservices.Invoice.Pdf;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Invoice.Reading;

/// <summary>Reads invoices; changes nothing.</summary>
internal sealed class InvoiceReader(InvoiceDbContext dbContext)
{
    /// <summary>Finds an invoice by its number.</summary>
    /// <param name="number">As printed.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The invoice, or <see langword="null"/>.</returns>
    public async Task<InvoiceView?> FindByNumberAsync(string number, CancellationToken cancellationToken)
    {
        var invoices = dbContext.Invoices.Where(invoice => invoice.Number == number);
        return await View(invoices).SingleOrDefaultAsync(cancellationToken) is { } invoice ? InMinorUnits(invoice) : null;
    }

    /// <summary>Finds the invoice of an order.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>One invoice or none.</returns>
    public async Task<IReadOnlyList<InvoiceView>> FindByOrderAsync(Guid orderId, CancellationToken cancellationToken)
    {
        var invoices = dbContext.Invoices.Where(invoice => invoice.OrderId == orderId);
        return (await View(invoices).ToListAsync(cancellationToken)).ConvertAll(InMinorUnits);
    }

    /// <summary>Loads all that is printed on an invoice.</summary>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The invoice, or <see langword="null"/>.</returns>
    public Task<PrintedInvoice?> LoadPrintedAsync(Guid invoiceId, CancellationToken cancellationToken) =>
        LoadPrintedAsync(dbContext.Invoices.Where(invoice => invoice.Id == invoiceId), cancellationToken);

    /// <summary>Loads all that is printed on an invoice.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The invoice, or <see langword="null"/>.</returns>
    public Task<PrintedInvoice?> LoadPrintedAsync(string number, CancellationToken cancellationToken) =>
        LoadPrintedAsync(dbContext.Invoices.Where(invoice => invoice.Number == number), cancellationToken);

    private async Task<PrintedInvoice?> LoadPrintedAsync(IQueryable<IssuedInvoice> invoices, CancellationToken cancellationToken)
    {
        var row = await invoices.AsNoTracking()
            .Join(dbContext.Contents, invoice => invoice.Id, content => content.InvoiceId,
                (invoice, content) => new { Invoice = invoice, content.Content })
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return null;

        var invoice = row.Invoice;
        var issuedAt = new DateTimeOffset(DateTime.SpecifyKind(invoice.IssuedAt, DateTimeKind.Utc));
        return new PrintedInvoice(invoice.Id, invoice.Number, issuedAt, invoice.Currency, invoice.NetAmount,
            invoice.VatAmount, invoice.GrossAmount, InvoiceContentJson.Read(row.Content));
    }

    // The column has four decimals, the currency seldom.
    private static InvoiceView InMinorUnits(InvoiceView invoice)
    {
        var minorUnits = Currencies.MinorUnitsOf(invoice.Currency);
        return invoice with
        {
            NetAmount = decimal.Round(invoice.NetAmount, minorUnits),
            VatAmount = decimal.Round(invoice.VatAmount, minorUnits),
            GrossAmount = decimal.Round(invoice.GrossAmount, minorUnits),
        };
    }

    private IQueryable<InvoiceView> View(IQueryable<IssuedInvoice> invoices) =>
        from invoice in invoices.AsNoTracking()
        join document in dbContext.Documents on invoice.Id equals document.InvoiceId into documents
        from document in documents.DefaultIfEmpty()
        join electronic in dbContext.Xml on invoice.Id equals electronic.InvoiceId into electronics
        from xml in electronics.DefaultIfEmpty()
        select new InvoiceView
        {
            Number = invoice.Number,
            OrderId = invoice.OrderId,
            OrderNumber = invoice.OrderNumber,
            Currency = invoice.Currency,
            NetAmount = invoice.NetAmount,
            VatAmount = invoice.VatAmount,
            GrossAmount = invoice.GrossAmount,
            // SQLite gives back a time without its zone, which JSON would show as local.
            IssuedAt = DateTime.SpecifyKind(invoice.IssuedAt, DateTimeKind.Utc),
            Sha256 = document == null ? null : document.Sha256,
            PdfLength = document == null ? null : document.Length,
            XmlSha256 = xml == null ? null : xml.Sha256,
            XmlLength = xml == null ? null : xml.Length,
            MissingCharacters = document == null ? null : document.MissingCharacters,
        };
}
