using System.Diagnostics;
using MassTransit;
using Microservices.ServiceDefaults.Messaging.Redelivery;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class InboxProbeConsumer(Probe probe) : IConsumer<ProbeSent>
{
    public async Task Consume(ConsumeContext<ProbeSent> context)
    {
        probe.Deliveries.Enqueue(new Delivery(context.Message.OrderId, context.Message.Text, context.MessageId,
            context.GetDeliveryAttempt(), Stopwatch.GetTimestamp(), context.ReceiveContext.Body.GetString()));
        await context.Publish(new ProbeAnswered(context.Message.OrderId), context.CancellationToken);
        await probe.OnConsume(context);
    }
}
