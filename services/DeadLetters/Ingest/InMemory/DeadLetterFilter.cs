using MassTransit;
using Microservices.DeadLetters.Ingest.Reading;

namespace Microservices.DeadLetters.Ingest.InMemory;

/// <summary>Stores what comes to an error or skipped queue, whatever it is; nothing reads it further.</summary>
internal sealed class DeadLetterFilter(string queue, ArrivalReader reader, BatchWriter writer) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var headers = context.TransportHeaders.ToDictionary(
            header => header.Key, header => (object?)header.Value, StringComparer.Ordinal);
        var messageId = context.TransportHeaders.Get<string>(MessageHeaders.MessageId)
            ?? context.TransportHeaders.Get<string>(MessageHeaders.TransportMessageId);
        var arrival = new Arrival(queue, messageId, null, context.ContentType?.MediaType, headers, context.GetBody());
        await writer.WriteAsync([reader.Read(arrival)], context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("deadLetter");
}
