using System.Diagnostics;
using MassTransit;
using Microservices.ServiceDefaults.Messaging.Redelivery;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class ProbeConsumer(Probe probe) : IConsumer<ProbeSent>
{
    public Task Consume(ConsumeContext<ProbeSent> context)
    {
        probe.Deliveries.Enqueue(new Delivery(context.Message.OrderId, context.Message.Text, context.MessageId,
            context.GetDeliveryAttempt(), Stopwatch.GetTimestamp(), context.ReceiveContext.Body.GetString()));
        return probe.OnConsume(context);
    }
}
