using Contracts.DeadLetters;
using Contracts.Email;
using Contracts.Inventory;
using Contracts.Invoice;
using Contracts.Orders;
using MassTransit;
using Microservices.Orders.Fulfilment;

namespace Microservices.Orders.Consumers;

/// <summary>Keeps the timeline of each order from what the other services report.</summary>
internal sealed class RecordFulfilmentConsumer(EarlyReports reports, ILogger<RecordFulfilmentConsumer> logger) :
    IConsumer<OrderConfirmationSent>, IConsumer<StockReserved>, IConsumer<StockShortageDetected>, IConsumer<BackorderFilled>,
    IConsumer<InvoiceIssued>, IConsumer<InvoiceDocumentStored>, IConsumer<OrderMessageFailed>, IConsumer<Fault<OrderConfirmed>>
{
    public async Task Consume(ConsumeContext<OrderConfirmationSent> context)
    {
        var sent = context.Message;
        await DoneAsync(context, sent.OrderId, FulfilmentSteps.Email, sent.SentAt, sent.MailMessageId);
    }

    public async Task Consume(ConsumeContext<StockReserved> context)
    {
        var reserved = context.Message;
        await DoneAsync(context, reserved.OrderId, FulfilmentSteps.Inventory, reserved.ReservedAt,
            reserved.ReservationId.ToString(), Backorder.Of(reserved.Lines));
    }

    public async Task Consume(ConsumeContext<StockShortageDetected> context)
    {
        var shortage = context.Message;
        await reports.RecordAsync(FulfilmentReport.OnBackorder(shortage.OrderId, Backorder.Of(shortage.Lines)), context.CancellationToken);
    }

    public async Task Consume(ConsumeContext<BackorderFilled> context)
    {
        var filled = context.Message;
        var rest = Backorder.AfterFilling(filled.Lines, filled.FilledAt);
        await reports.RecordAsync(FulfilmentReport.OnBackorder(filled.OrderId, rest), context.CancellationToken);
        logger.BackorderFilled(filled.OrderId, rest.Pieces);
    }

    public async Task Consume(ConsumeContext<InvoiceIssued> context)
    {
        var issued = context.Message;
        if (!issued.DocumentFollows)
            await DoneAsync(context, issued.OrderId, FulfilmentSteps.Invoice, issued.IssuedAt, issued.InvoiceNumber);
    }

    public async Task Consume(ConsumeContext<InvoiceDocumentStored> context)
    {
        var stored = context.Message;
        await DoneAsync(context, stored.OrderId, FulfilmentSteps.Invoice, stored.StoredAt, stored.InvoiceNumber);
    }

    public async Task Consume(ConsumeContext<OrderMessageFailed> context)
    {
        var failed = context.Message;
        await FailedAsync(failed.OrderId, failed.Queue, failed.FailedAt, failed.Reason, context.CancellationToken);
    }

    // Services of the release before OrderMessageFailed say it this way.
    public async Task Consume(ConsumeContext<Fault<OrderConfirmed>> context)
    {
        var fault = context.Message;
        await FailedAsync(fault.Message.OrderId, context.SourceAddress?.ToString(),
            new DateTimeOffset(fault.Timestamp.ToUniversalTime()), FaultSource.Describe(fault.Exceptions), context.CancellationToken);
    }

    private async Task FailedAsync(Guid orderId, string? queue, DateTimeOffset at, string reason, CancellationToken cancellationToken)
    {
        if (FaultSource.FindStep(queue) is not { } step)
        {
            logger.FaultIgnored(orderId, queue);
            return;
        }

        await reports.RecordAsync(FulfilmentReport.Failed(orderId, step, at, reason), cancellationToken);
        logger.FulfilmentFailed(orderId, step);
    }

    private async Task DoneAsync(ConsumeContext context, Guid orderId, string step, DateTimeOffset at, string reference,
        Backorder? backorder = null)
    {
        await reports.RecordAsync(FulfilmentReport.Done(orderId, step, at, reference, backorder), context.CancellationToken);
        logger.FulfilmentRecorded(orderId, step, FulfilmentStatus.Done, reference);
    }
}
