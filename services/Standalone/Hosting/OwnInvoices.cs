using Microservices.Email.Invoices;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Reading;

namespace Microservices.Standalone.Hosting;

/// <summary>The PDFs of the Invoice in the same process, which Email would otherwise fetch by HTTP.</summary>
internal sealed class OwnInvoices(IServiceScopeFactory scopes) : IInvoiceDocuments
{
    // A file on this machine: the margin of every claim is enough.
    public TimeSpan Timeout => TimeSpan.Zero;

    public async Task<byte[]> ReadAsync(string invoiceNumber, int length, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var invoice = await scope.ServiceProvider.GetRequiredService<InvoiceReader>().FindByNumberAsync(invoiceNumber, cancellationToken);
        if (invoice?.Sha256 is null)
            throw new InvoiceDocumentWrongException($"Invoice has no PDF of {invoiceNumber}.");

        try
        {
            return await scope.ServiceProvider.GetRequiredService<InvoiceDocumentStore>().ReadAsync(invoiceNumber, cancellationToken);
        }
        catch (DocumentCorruptException exception)
        {
            throw new InvoiceDocumentUnavailableException(exception.Message, exception);
        }
    }
}
