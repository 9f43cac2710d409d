using Microservices.Testing;
using RabbitMQ.Client.Exceptions;

namespace Microservices.Benchmarks.Servers;

/// <summary>Looks at the queues of a station.</summary>
internal static class Queues
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The dead-letter service's own queue of the events that tell of failures.</summary>
    public const string Faults = "deadletters-faults";

    /// <summary>How often is looked.</summary>
    public static TimeSpan Poll { get; } = TimeSpan.FromMilliseconds(20);

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

    /// <summary>Waits until a queue is there.</summary>
    public static Task DeclaredAsync(Station station, string queue, CancellationToken cancellationToken) => Eventually.Holds(async () =>
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }, $"the queue {queue} is there", cancellationToken: cancellationToken);

    /// <summary>Waits until no more than so many messages wait in a queue.</summary>
    public static async Task LeftAsync(Station station, string queue, int messages, TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var limit = TimeProvider.System.GetUtcNow() + patience;
        while (await channel.MessageCountAsync(queue, cancellationToken) > messages)
        {
            if (TimeProvider.System.GetUtcNow() > limit)
                throw new TimeoutException($"More than {messages} messages were in {queue} after {patience}.");
            await Task.Delay(Poll, cancellationToken);
        }
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
