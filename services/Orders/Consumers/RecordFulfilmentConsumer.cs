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
        if (await reports.RecordAsync(FulfilmentReport.OnBackorder(filled.OrderId, rest), context.CancellationToken))
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
        if (FaultSource.FindStep(failed.Queue) is not { } step)
            logger.FaultIgnored(failed.OrderId, failed.Queue);
        else if (await reports.RecordAsync(FulfilmentReport.Failed(failed.OrderId, step, failed.FailedAt, failed.Reason), context.CancellationToken))
            logger.FulfilmentFailed(failed.OrderId, step);
    }

    // Services of the release before OrderMessageFailed say it this way only; later ones both, and are logged for the other.
    public async Task Consume(ConsumeContext<Fault<OrderConfirmed>> context)
    {
        var fault = context.Message;
        if (FaultSource.FindStep(context.SourceAddress?.ToString()) is { } step)
        {
            await reports.RecordAsync(FulfilmentReport.Failed(fault.Message.OrderId, step,
                new DateTimeOffset(fault.Timestamp.ToUniversalTime()), FaultSource.Describe(fault.Exceptions)), context.CancellationToken);
        }
    }

    private async Task DoneAsync(ConsumeContext context, Guid orderId, string step, DateTimeOffset at, string reference,
        Backorder? backorder = null)
    {
        if (await reports.RecordAsync(FulfilmentReport.Done(orderId, step, at, reference, backorder), context.CancellationToken))
            logger.FulfilmentRecorded(orderId, step, FulfilmentStatus.Done, reference);
    }
}
