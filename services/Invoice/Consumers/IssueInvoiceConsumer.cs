using Contracts.Invoice;
using Contracts.Orders;
using MassTransit;
using Microservices.Invoice.Data;
using Microservices.Invoice.Issuing;

namespace Microservices.Invoice.Consumers;

/// <summary>
/// Issues the invoice of a confirmed order: number, amounts, event and the command to render the PDF commit together.
/// </summary>
internal sealed class IssueInvoiceConsumer(
    InvoiceIssuer issuer, InvoiceMetrics metrics, ILogger<IssueInvoiceConsumer> logger) : IConsumer<OrderConfirmed>
{
    public async Task Consume(ConsumeContext<OrderConfirmed> context)
    {
        var order = context.Message;
        var invoice = await issuer.IssueAsync(order, context.CancellationToken);
        if (invoice is null)
        {
            metrics.DuplicateAbsorbed();
            logger.AlreadyInvoiced(order.OrderId, context.MessageId);
            return;
        }

        await context.Publish(ToEvent(invoice), context.CancellationToken);
        await context.Send(RenderInvoiceDocumentConsumerDefinition.Address,
            new RenderInvoiceDocument { InvoiceId = invoice.Id, OrderId = invoice.OrderId });
        logger.NumberTaken(order.OrderId, invoice.Number, context.GetRetryAttempt());
    }

    private static InvoiceIssued ToEvent(IssuedInvoice invoice) => new()
    {
        OrderId = invoice.OrderId,
        InvoiceNumber = invoice.Number,
        Currency = invoice.Currency,
        NetAmount = invoice.NetAmount,
        VatAmount = invoice.VatAmount,
        GrossAmount = invoice.GrossAmount,
        IssuedAt = invoice.IssuedAt,
        DocumentFollows = true,
    };
}
