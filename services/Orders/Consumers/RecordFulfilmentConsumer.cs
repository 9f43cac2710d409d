using Contracts.Email;
using Contracts.Inventory;
using Contracts.Invoice;
using Contracts.Orders;
using MassTransit;
using Microservices.Orders.Fulfilment;

namespace Microservices.Orders.Consumers;

/// <summary>Keeps the timeline of each order from what the other services report.</summary>
internal sealed class RecordFulfilmentConsumer(FulfilmentTimeline timeline, ILogger<RecordFulfilmentConsumer> logger) :
    IConsumer<OrderConfirmationSent>, IConsumer<StockReserved>, IConsumer<StockShortageDetected>,
    IConsumer<InvoiceIssued>, IConsumer<Fault<OrderConfirmed>>
{
    public async Task Consume(ConsumeContext<OrderConfirmationSent> context)
    {
        var sent = context.Message;
        await DoneAsync(context, sent.OrderId, FulfilmentSteps.Email, sent.SentAt, sent.MailMessageId, detail: null);
    }

    public async Task Consume(ConsumeContext<StockReserved> context)
    {
        var reserved = context.Message;
        await DoneAsync(context, reserved.OrderId, FulfilmentSteps.Inventory, reserved.ReservedAt,
            reserved.ReservationId.ToString(), Backorder.Describe(reserved.Lines));
    }

    public async Task Consume(ConsumeContext<StockShortageDetected> context)
    {
        var shortage = context.Message;
        if (Backorder.Describe(shortage.Lines) is { } detail)
            await timeline.NotedAsync(shortage.OrderId, FulfilmentSteps.Inventory, detail, context.CancellationToken);
    }

    public async Task Consume(ConsumeContext<InvoiceIssued> context)
    {
        var issued = context.Message;
        await DoneAsync(context, issued.OrderId, FulfilmentSteps.Invoice, issued.IssuedAt, issued.InvoiceNumber,
            detail: null);
    }

    public async Task Consume(ConsumeContext<Fault<OrderConfirmed>> context)
    {
        var fault = context.Message;
        var orderId = fault.Message.OrderId;
        if (FaultSource.FindStep(context.SourceAddress) is not { } step)
        {
            logger.FaultIgnored(orderId, context.SourceAddress);
            return;
        }

        await timeline.FailedAsync(orderId, step, new DateTimeOffset(fault.Timestamp.ToUniversalTime()),
            FaultSource.Describe(fault.Exceptions), context.CancellationToken);
        logger.FulfilmentFailed(orderId, step);
    }

    private async Task DoneAsync(ConsumeContext context, Guid orderId, string step, DateTimeOffset at, string reference,
        string? detail)
    {
        await timeline.DoneAsync(orderId, step, at, reference, detail, context.CancellationToken);
        logger.FulfilmentRecorded(orderId, step, FulfilmentStatus.Done, reference);
    }
}
