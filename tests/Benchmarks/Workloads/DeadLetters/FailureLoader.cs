using Microservices.Benchmarks.Servers;
using RabbitMQ.Client;

namespace Microservices.Benchmarks.Workloads.DeadLetters;

/// <summary>Fills an error queue, and on demand the exchange of faults, before a run.</summary>
internal static class FailureLoader
{
    private const int Window = 500;
    private const string FaultExchange = "MassTransit:Fault";

    // Of a constant day: how old they are changes nothing of what is measured.
    private static readonly DateTime FirstFailure = new(2026, 11, 10, 12, 0, 0, DateTimeKind.Utc);

    public static async Task FillAsync(Station station, int letters, bool withFaults, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellationToken);
        await channel.QueueDeclareAsync(FailedMessage.ErrorQueue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
        foreach (var window in Enumerable.Range(0, letters).Chunk(Window))
        {
            var confirms = new List<Task>(2 * Window);
            foreach (var number in window)
            {
                var (id, failedAt) = (Guid.NewGuid(), FirstFailure.AddMilliseconds(100 * number));
                var (properties, body) = FailedMessage.Create(number, id, failedAt);
                confirms.Add(channel.BasicPublishAsync("", FailedMessage.ErrorQueue, mandatory: true, properties, body, cancellationToken).AsTask());
                if (withFaults)
                {
                    confirms.Add(channel.BasicPublishAsync(FaultExchange, "", mandatory: true, new BasicProperties { Persistent = true },
                        FailedMessage.CreateFault(number, id, failedAt), cancellationToken).AsTask());
                }
            }

            await Task.WhenAll(confirms);
        }
    }
}
