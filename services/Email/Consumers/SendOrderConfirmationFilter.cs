using Contracts.Orders;
using MassTransit;
using Microservices.Email.Ledger;

namespace Microservices.Email.Consumers;

/// <summary>
/// Sends the mail before the outbox opens its transaction, and hands the server's receipt to
/// <see cref="SendOrderConfirmationConsumer"/>, which runs inside. Stands between retry and outbox.
/// </summary>
internal sealed class SendOrderConfirmationFilter(ConfirmationDelivery delivery, IHostApplicationLifetime lifetime)
    : IFilter<ConsumeContext<OrderConfirmed>>
{
    public async Task Send(ConsumeContext<OrderConfirmed> context, IPipe<ConsumeContext<OrderConfirmed>> next)
    {
        using var uninterrupted = new UninterruptedContext(context, lifetime);

        // The receipt is kept with the received message, which outlives an attempt: when only the commit fails (database
        // down, deadlock), the retry in process commits again and does not send again.
        if (!context.ReceiveContext.TryGetPayload<DeliveryReceipt>(out _)
            && await delivery.DeliverAsync(context.Message, context.MessageId ?? context.Message.OrderId,
                uninterrupted.CancellationToken) is { } receipt)
        {
            context.ReceiveContext.AddOrUpdatePayload(() => receipt, _ => receipt);
        }

        await next.Send(uninterrupted);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("sendOrderConfirmation");
}
