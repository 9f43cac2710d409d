using RabbitMQ.Client;

namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>
/// The queue of all <c>Fault&lt;T&gt;</c> events. They tell more of dead letters that come anyway, so unlike these they may be
/// dropped: too old, or too many.
/// </summary>
internal static class FaultQueue
{
    public const string Name = "deadletters-faults";

    // Every Fault<T> goes through the exchange of its base type.
    private const string Exchange = "MassTransit:Fault";
    private const int MostMessages = 100_000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Declares it.</summary>
    public static async Task DeclareAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(
            Exchange, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(Name, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum",
                ["x-max-length"] = MostMessages,
                ["x-overflow"] = "drop-head",
                ["x-message-ttl"] = (int)Kept.TotalMilliseconds,
            }, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(Name, Exchange, routingKey: "", cancellationToken: cancellationToken);
    }
}
