using Microservices.Testing;
using RabbitMQ.Client.Exceptions;

namespace Microservices.Benchmarks.Servers;

/// <summary>Looks at the queues of a station.</summary>
internal static class Queues
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until so many events are in the broker.</summary>
    /// <returns>When that was seen, UTC.</returns>
    public static async Task<DateTime> ConsumedAsync(Station station, int events, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var limit = TimeProvider.System.GetUtcNow() + Patience;
        // Not by Eventually: its pauses grow to a quarter of a second, and the fastest subject is done in less than one.
        while (await channel.MessageCountAsync(Station.Output, cancellationToken) < events)
        {
            if (TimeProvider.System.GetUtcNow() > limit)
                throw new TimeoutException($"{events} events were not in the broker within {Patience}.");
            await Task.Delay(Poll, cancellationToken);
        }

        return TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    /// <summary>Waits until no message of the input is left, duplicates included.</summary>
    public static async Task DrainedAsync(Station station, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await Eventually.Holds(async () => await channel.MessageCountAsync(Station.Input, cancellationToken) == 0,
            "the input is empty", cancellationToken: cancellationToken);
    }

    /// <summary>Empties both queues.</summary>
    public static async Task PurgeAsync(Station station, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var queue in new[] { Station.Input, Station.Output })
            await channel.QueuePurgeAsync(queue, cancellationToken);
    }

    /// <summary>Counts the events, and the messages that failed for good.</summary>
    public static async Task<(long Events, long Dead)> CountOutputAsync(Station station, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var events = await channel.MessageCountAsync(Station.Output, cancellationToken);
        try
        {
            return (events, await channel.MessageCountAsync($"{Station.Input}_error", cancellationToken));
        }
        catch (OperationInterruptedException)
        {
            return (events, 0); // there is none until a message fails
        }
    }
}
