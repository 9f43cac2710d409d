using System.Collections.Concurrent;
using MassTransit.Logging;
using MassTransit.Serialization;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Sends stored messages: starts each send in order without waiting for the one before, then waits for all confirms.
/// Waiting one by one would bound delivery by the broker's round trip. Only the first message to each destination is
/// waited for, a second at most: while an exchange is being declared or a channel opened, sends overtake each other.
/// </summary>
internal sealed class OutboxSender(IBus bus, TimeSpan sendTimeout, TimeProvider timeProvider)
{
    // Test hook of MassTransit: the first attempt to deliver a message with this header fails.
    private const string FailDeliveryHeader = "MT-Fail-Delivery";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly Uri Nowhere = new("nowhere:");

    private readonly ConcurrentDictionary<Guid, bool> _failedOnPurpose = [];
    private readonly StoredMessageEndpoints _endpoints = new(bus);

    /// <summary>Sends, and returns what went and what did not.</summary>
    /// <param name="stored">In the order in which they are to be sent.</param>
    /// <param name="waitsForAll">
    /// Whether a destination that hangs has the whole time-out. Otherwise its messages fail a moment after all others are done.
    /// </param>
    /// <param name="stoppingToken">
    /// Gives those that are being sent a last moment: what the broker has confirmed by then need not be sent again.
    /// </param>
    public async Task<OutboxSendResult> SendAsync(IReadOnlyList<OutboxMessage> stored, bool waitsForAll, CancellationToken stoppingToken)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var expired = stored.Where(message => message.ExpirationTime <= now).ToArray();
        var messages = expired.Length == 0 ? stored : [.. stored.Except(expired)];

        using var timeout = new CancellationTokenSource(sendTimeout, timeProvider);
        await using var stopping = stoppingToken.Register(() => timeout.CancelAfter(Patience));

        var sends = new Task<Exception?>[messages.Count];
        var opening = new Dictionary<Uri, Task<Exception?>>();
        for (var i = 0; i < sends.Length; i++)
        {
            var (message, destination) = (messages[i], messages[i].DestinationAddress ?? Nowhere);
            if (opening.TryGetValue(destination, out var first))
            {
                sends[i] = first.IsCompleted ? TrySendAsync(message, timeout.Token) : TrySendAfterAsync(first, message, timeout.Token);
                continue;
            }

            opening[destination] = sends[i] = TrySendAsync(message, timeout.Token);
            if (!sends[i].IsCompleted)
                await Task.WhenAny(sends[i], Task.Delay(Patience, timeProvider, timeout.Token));
        }

        if (!waitsForAll && opening.Values.Any(first => !first.IsCompleted))
            timeout.CancelAfter(Patience);
        var outcomes = await Task.WhenAll(sends);
        return new OutboxSendResult(
            messages.Where((_, i) => outcomes[i] is null).ToArray(),
            expired,
            messages.Zip(outcomes.Select(x => x!)).Where(x => x.Second is not null).ToArray()); // null was sent
    }

    private async Task<Exception?> TrySendAfterAsync(Task first, OutboxMessage message, CancellationToken cancellationToken)
    {
        await first;
        return await TrySendAsync(message, cancellationToken);
    }

    private async Task<Exception?> TrySendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            // A publish to a channel that is being disposed may wait for ever, whatever its token says:
            // https://github.com/rabbitmq/rabbitmq-dotnet-client/issues/1976
            await SendAsync(message, cancellationToken).WaitAsync(cancellationToken);
            return null;
        }
#pragma warning disable CA1031 // whatever keeps a message from being sent, it stays in the outbox and is tried again
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    private async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        message.Deserialize(SystemTextJsonMessageSerializer.Instance);
        var destination = message.DestinationAddress
            ?? throw new InvalidOperationException("The stored message has no destination address.");
        FailOnceWhenAsked(message);

        var endpoint = await _endpoints.FindAsync(message, destination);
        var activity = LogContext.Current?.StartOutboxDeliverActivity(message);
        var instrument = LogContext.Current?.StartOutboxDeliveryInstrument(message);
        try
        {
            await endpoint.Send(new SerializedMessageBody(), new StoredMessageSendPipe(message, timeProvider), cancellationToken);
        }
        catch (Exception exception)
        {
            activity?.AddExceptionEvent(exception);
            instrument?.AddException(exception);
            throw;
        }
        finally
        {
            activity?.Stop();
            instrument?.Stop();
        }
    }

    private void FailOnceWhenAsked(OutboxMessage message)
    {
        if (((MessageContext)message).Headers.Get<bool>(FailDeliveryHeader) is true && _failedOnPurpose.TryAdd(message.MessageId, true))
            throw new InvalidOperationException($"The header {FailDeliveryHeader} asked for a failed delivery.");
    }
}
