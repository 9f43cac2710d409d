using Contracts.Invoice;
using MassTransit;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Reading;
using Microservices.Invoice.Xml;

namespace Microservices.Invoice.Consumers;

/// <summary>Renders and stores an invoice's PDF and XML, once, with no transaction open meanwhile, and says that they are there.</summary>
internal sealed class RenderInvoiceDocumentConsumer(InvoiceReader reader, IInvoiceRenderer renderer,
    InvoiceXmlMaker xmlMaker, InvoiceDocumentStore store, InvoiceMetrics metrics, TimeProvider timeProvider,
    ILogger<RenderInvoiceDocumentConsumer> logger) : IConsumer<RenderInvoiceDocument>
{
    public async Task Consume(ConsumeContext<RenderInvoiceDocument> context)
    {
        var invoiceId = context.Message.InvoiceId;
        var stored = await store.FindAsync(invoiceId, context.CancellationToken);
        if (stored is null)
            stored = await RenderAsync(invoiceId, context.CancellationToken);
        else
            logger.AlreadyRendered(invoiceId, context.MessageId);

        // For a duplicate too: the first copy may have been killed between storing and publishing.
        await context.Publish(stored, publish => publish.MessageId = invoiceId, context.CancellationToken);
    }

    private async Task<InvoiceDocumentStored> RenderAsync(Guid invoiceId, CancellationToken cancellationToken)
    {
        var invoice = await reader.LoadPrintedAsync(invoiceId, cancellationToken)
            ?? throw new InvoiceNotFoundException($"There is no invoice with id {invoiceId} to render.");

        var start = timeProvider.GetTimestamp();
        var rendered = renderer.Render(invoice);
        metrics.Rendered(timeProvider.GetElapsedTime(start), rendered.Pdf.Length);

        if (await store.StoreAsync(invoiceId, invoice.Number, rendered, xmlMaker.Make(invoice, out _), cancellationToken))
            Report(invoice.Number, rendered);
        return await store.FindAsync(invoiceId, cancellationToken)
            ?? throw new InvalidOperationException($"The PDF of invoice {invoice.Number} was stored and is not there.");
    }

    private void Report(string number, RenderedInvoice rendered)
    {
        logger.DocumentStored(number, rendered.Pdf.Length);
        if (rendered.MissingCharacters is not { } characters)
            return;

        metrics.CharactersMissing(characters.Split(' ').Length);
        logger.CharactersMissing(number, characters);
    }
}
