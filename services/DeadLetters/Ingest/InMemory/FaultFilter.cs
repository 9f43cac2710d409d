using MassTransit;
using Microservices.DeadLetters.Ingest.Reading;

namespace Microservices.DeadLetters.Ingest.InMemory;

/// <summary>Stores the exceptions of <c>Fault&lt;T&gt;</c> events.</summary>
internal sealed class FaultFilter(BatchWriter writer, TimeProvider timeProvider) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (FaultReader.Read(context.GetBody(), timeProvider.GetUtcNow().UtcDateTime) is { } fault)
            await writer.WriteAsync([fault], context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("fault");
}
