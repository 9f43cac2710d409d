namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The transaction around a consumer, as filters inside it see it.</summary>
internal interface IOutboxTransaction
{
    /// <summary>Runs a part of what is consumed. When it fails, all that it changed, saved and sent is undone, and the rest may go on.</summary>
    Task RunPartAsync(Func<Task> part, CancellationToken cancellationToken);
}
