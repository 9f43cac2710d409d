using Contracts.Email;
using Contracts.Orders;
using MassTransit;
using Microservices.Email.Data;
using Microservices.Email.Ledger;

namespace Microservices.Email.Consumers;

/// <summary>
/// Records that the confirmation of an order was sent and says so, in one transaction. The mail itself has left before
/// that transaction began: see <see cref="SendMailFilter{TMessage}"/>.
/// </summary>
internal sealed class SendOrderConfirmationConsumer(
    EmailDbContext dbContext,
    ILogger<SendOrderConfirmationConsumer> logger)
    : IConsumer<OrderConfirmed>
{
    public async Task Consume(ConsumeContext<OrderConfirmed> context)
    {
        // No receipt: a duplicate of an order whose mail was sent, recorded and announced before.
        if (!context.ReceiveContext.TryGetPayload<DeliveryReceipt>(out var receipt))
            return;

        // The first to record it announces it: a second copy that was sent in the window finds it recorded.
        if (!await DeliveryLedger.RecordSentAsync(dbContext, receipt, context.CancellationToken))
            return;

        var sent = new OrderConfirmationSent
        {
            OrderId = receipt.OrderId,
            MailMessageId = receipt.MailMessageId,
            SentAt = receipt.SentAt,
        };
        await context.Publish(
            sent, publish => publish.MessageId = ConfirmationSentId.Of(receipt.OrderId), context.CancellationToken);

        logger.MailSent(receipt.Kind, receipt.OrderId, context.GetRetryAttempt());
    }
}
