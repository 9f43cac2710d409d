using MassTransit;
using Microservices.Email.Ledger;
using Microservices.Email.Sending;

namespace Microservices.Email.Consumers;

/// <summary>
/// Sends the mail, and hands the server's receipt to the consumer. Stands inside the retry, and before the outbox where there is one:
/// no transaction is open while the mail is sent.
/// </summary>
/// <typeparam name="TMessage">The message that asks for the mail.</typeparam>
internal sealed class SendMailFilter<TMessage>(IMailWriter<TMessage> writer, MailDelivery delivery, IHostApplicationLifetime lifetime)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        using var uninterrupted = new UninterruptedContext<TMessage>(context, lifetime);

        // The receipt is kept with the received message, which outlives an attempt: when only the commit fails (database
        // down, deadlock), the retry in process commits again and does not send again.
        if (!context.ReceiveContext.TryGetPayload<DeliveryReceipt>(out _)
            && await delivery.DeliverAsync(writer, context.Message, context.MessageId ?? writer.OrderIdOf(context.Message),
                uninterrupted.CancellationToken) is { } receipt)
        {
            context.ReceiveContext.AddOrUpdatePayload(() => receipt, _ => receipt);
        }

        await next.Send(uninterrupted);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("sendMail");
}
