namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The transaction around a consumer, as filters inside it see it.</summary>
internal interface IOutboxTransaction
{
    /// <summary>Begins an attempt of the consumer: each but the first in a new transaction.</summary>
    /// <returns>False when a copy of the message has been consumed since the attempt before.</returns>
    Task<bool> BeginAttemptAsync();

    /// <summary>Runs a part of what is consumed. When it fails, all that it changed, saved and sent is undone, and the rest may go on.</summary>
    Task RunPartAsync(Func<Task> part, CancellationToken cancellationToken);
}
