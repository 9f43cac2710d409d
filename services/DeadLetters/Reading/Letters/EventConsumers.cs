using System.Collections.Concurrent;
using Microservices.DeadLetters.Ingest.RabbitMq;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>Knows which queues get the messages of a type: by the bindings of the type's exchange.</summary>
internal sealed class EventConsumers(BrokerConnector connector, ManagementApi management, TimeProvider timeProvider,
    ILogger<EventConsumers> logger)
{
    private const int MostTypes = 1_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<string> Queues)> _known = new();

    /// <summary>Finds the queues.</summary>
    /// <returns>The queues; none when the broker cannot be asked, or has no such exchange.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(string? messageType, CancellationToken cancellationToken)
    {
        if (messageType is null || messageType.Length > ColumnLengths.ShortString || connector.IsInMemory)
            return [];

        var now = timeProvider.GetUtcNow();
        if (_known.TryGetValue(messageType, out var known) && now - known.At < Kept)
            return known.Queues;

        var queues = await AskAsync(messageType, cancellationToken);
        if (_known.Count >= MostTypes)
            _known.Clear(); // the names come from messages, which may be anybody's
        _known[messageType] = (now, queues);
        return queues;
    }

    private async Task<IReadOnlyList<string>> AskAsync(string messageType, CancellationToken cancellationToken)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            var bindings = await management.ListBindingsAsync(messageType, patience.Token);
            return [.. bindings.Select(binding => binding.Destination).Distinct().Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ConsumersUnknown(exception, messageType);
            return [];
        }
    }
}
