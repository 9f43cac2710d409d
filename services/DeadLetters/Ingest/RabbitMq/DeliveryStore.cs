using System.Threading.Channels;
using Microservices.DeadLetters.Ingest.Parsing;

namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>Takes what has been delivered in batches, stores each, then acknowledges it.</summary>
internal sealed class DeliveryStore(BatchWriter writer, ArrivalReader reader, IOptions<IngestOptions> options)
{
    // Of large bodies, fewer make a batch: a few copies of it are in memory while it is stored.
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task RunAsync(ChannelReader<Delivery> taken, CancellationToken cancellationToken)
    {
        List<Delivery> batch = [];
        while (await taken.WaitToReadAsync(cancellationToken))
        {
            batch.Clear();
            for (var size = 0; batch.Count < options.Value.BatchSize && size < MostBytes && taken.TryRead(out var delivery);)
            {
                batch.Add(delivery);
                size += delivery.Size;
            }

            await StoreAsync(batch, cancellationToken);
        }
    }

    // In the order of delivery, so that what is before the last one of a batch has been stored too.
    private async Task StoreAsync(List<Delivery> batch, CancellationToken cancellationToken)
    {
        // Read now and not when it came: what is read of a body is larger than the body.
        var letters = batch.Where(delivery => delivery.Arrival is not null)
            .ToDictionary(delivery => delivery, delivery => reader.Read(delivery.Arrival!)); // filtered
        var refused = (await writer.WriteAsync([.. letters.Values], cancellationToken)).ToHashSet(ReferenceEqualityComparer.Instance);
        var faults = batch.Select(delivery => delivery.Fault).OfType<IncomingFault>().ToList();
        if (faults.Count > 0)
            await writer.WriteAsync(faults, cancellationToken);

        foreach (var deliveries in batch.GroupBy(delivery => delivery.Consumer))
        {
            var stored = deliveries.Where(delivery => delivery.Arrival is null || !refused.Contains(letters[delivery]))
                .Select(delivery => delivery.Tag).ToList();
            if (stored.Count > 0)
                await deliveries.Key.AcknowledgeAsync(stored, stored.Count < deliveries.Count(), cancellationToken);
        }
    }
}

/// <summary>A message that the broker waits to hear of.</summary>
/// <param name="Consumer">Who took it.</param>
/// <param name="Tag">Its number on the consumer's channel.</param>
/// <param name="Size">The body's bytes.</param>
/// <param name="Arrival">The dead letter that it is; null of a fault.</param>
/// <param name="Fault">The fault that it is; null of a dead letter, and of what is neither.</param>
internal sealed record Delivery(
    QueueConsumer Consumer, ulong Tag, int Size, Arrival? Arrival, IncomingFault? Fault);
