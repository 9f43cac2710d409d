using MassTransit;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Messaging.Redelivery;

internal sealed class RedeliveryFilterFactory(
    IReadOnlyList<TimeSpan> delays, PermanentFaults permanentFaults, MessagingMetrics metrics, ILogger logger)
    : IMessageFilterFactory
{
    public IFilter<ConsumeContext<TMessage>> Create<TMessage>()
        where TMessage : class =>
        new RedeliveryFilter<TMessage>(delays, permanentFaults, metrics, logger);
}
