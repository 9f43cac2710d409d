using RabbitMQ.Client;

namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>The queues that replayed messages go to.</summary>
internal interface IReplayTarget
{
    /// <summary>Asks for a queue.</summary>
    /// <param name="queue">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many messages lie in it; null when there is no such queue.</returns>
    /// <exception cref="ReplayTargetUnavailableException">The broker cannot be asked.</exception>
    Task<long?> CountAsync(string queue, CancellationToken cancellationToken);

    /// <summary>Sends messages, each to its own queue and no other, and waits until the broker has them.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent by then is unknown.</param>
    /// <returns>One result per message, in their order.</returns>
    Task<IReadOnlyList<PublishResult>> PublishAsync(
        IReadOnlyList<ReplayMessage> messages, CancellationToken cancellationToken);
}

/// <summary>The broker's answer to a message.</summary>
/// <param name="Outcome">The fate of the message.</param>
/// <param name="Reason">Why, for the operator; null when it was published.</param>
internal readonly record struct PublishResult(PublishOutcome Outcome, string? Reason = null);

/// <summary>The fates of a message that was sent.</summary>
internal enum PublishOutcome
{
    /// <summary>Not known: the connection broke. It may lie in the queue; sent again, the consumer's inbox absorbs it.</summary>
    Unknown,

    /// <summary>It lies in its queue.</summary>
    Published,

    /// <summary>There is no such queue.</summary>
    Unroutable,

    /// <summary>The broker refused it: the queue is full.</summary>
    Refused,

    /// <summary>It breaks a rule of the client or the broker, today and at every further try.</summary>
    NotSendable,
}

/// <summary>A dead letter, ready to be sent to its queue.</summary>
/// <param name="ItemId">The replay item, which the message bears in a header.</param>
/// <param name="Queue">The queue of the consumer that failed.</param>
/// <param name="Properties">The original properties and headers without those of the failure, with the item's.</param>
/// <param name="Body">The original bytes, or the edited ones.</param>
internal sealed record ReplayMessage(long ItemId, string Queue, BasicProperties Properties, ReadOnlyMemory<byte> Body);

/// <summary>The broker cannot be reached.</summary>
internal sealed class ReplayTargetUnavailableException(Exception innerException)
    : Exception("The broker cannot be reached; try again when it is back.", innerException);
