using Contracts.Invoice;
using MassTransit;
using Microservices.Email.Data;
using Microservices.Email.Ledger;

namespace Microservices.Email.Consumers;

/// <summary>
/// Records that the invoice of an order was sent. The mail itself has left before: see <see cref="SendMailFilter{TMessage}"/>.
/// Publishes nothing, because nobody asks for it.
/// </summary>
internal sealed class SendInvoiceConsumer(EmailDbContext dbContext, ILogger<SendInvoiceConsumer> logger)
    : IConsumer<InvoiceDocumentStored>
{
    public async Task Consume(ConsumeContext<InvoiceDocumentStored> context)
    {
        // No receipt: a duplicate, or an event that gets no mail.
        if (context.ReceiveContext.TryGetPayload<DeliveryReceipt>(out var receipt)
            && await DeliveryLedger.RecordSentAsync(dbContext, receipt, context.CancellationToken))
        {
            logger.MailSent(receipt.Kind, receipt.OrderId, context.GetRetryAttempt());
        }
    }
}
