using MassTransit;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Reading;

namespace Microservices.Invoice.Consumers;

/// <summary>Renders and stores an invoice's PDF, once, with no transaction open meanwhile.</summary>
internal sealed class RenderInvoiceDocumentConsumer(InvoiceReader reader, IInvoiceRenderer renderer,
    InvoiceDocumentStore store, InvoiceMetrics metrics, TimeProvider timeProvider,
    ILogger<RenderInvoiceDocumentConsumer> logger) : IConsumer<RenderInvoiceDocument>
{
    public async Task Consume(ConsumeContext<RenderInvoiceDocument> context)
    {
        var invoiceId = context.Message.InvoiceId;
        if (await store.ExistsAsync(invoiceId, context.CancellationToken))
        {
            logger.AlreadyRendered(invoiceId, context.MessageId);
            return;
        }

        var invoice = await reader.LoadPrintedAsync(invoiceId, context.CancellationToken)
            ?? throw new InvoiceNotFoundException($"There is no invoice with id {invoiceId} to render.");

        var start = timeProvider.GetTimestamp();
        var pdf = renderer.Render(invoice);
        metrics.Rendered(timeProvider.GetElapsedTime(start), pdf.Length);

        if (await store.StoreAsync(invoiceId, invoice.Number, pdf, context.CancellationToken))
            logger.DocumentStored(invoice.Number, pdf.Length);
    }
}
