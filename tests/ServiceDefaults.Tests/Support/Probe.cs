using System.Collections.Concurrent;
using MassTransit;

namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>What the consumers under test do, and what they saw.</summary>
internal sealed class Probe
{
    public ConcurrentQueue<Delivery> Deliveries { get; } = [];

    public ConcurrentQueue<Fault<ProbeSent>> Faults { get; } = [];

    public Func<ConsumeContext<ProbeSent>, Task> OnConsume { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<Delivery> Of(Guid orderId) => [.. Deliveries.Where(delivery => delivery.OrderId == orderId)];
}
