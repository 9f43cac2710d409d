using MassTransit;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class FaultConsumer(Probe probe) : IConsumer<Fault<ProbeSent>>
{
    public Task Consume(ConsumeContext<Fault<ProbeSent>> context)
    {
        probe.Faults.Enqueue(context.Message);
        return Task.CompletedTask;
    }
}
