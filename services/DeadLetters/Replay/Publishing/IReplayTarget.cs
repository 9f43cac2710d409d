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
