using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Tells the processes that deliver of messages that this one stores and does not deliver. Not with each transaction, whose
/// commits a <c>NOTIFY</c> would queue up behind one lock (https://www.postgresql.org/docs/current/sql-notify.html), but
/// once for all that were committed within a pause.
/// </summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class OutboxNotifier<TDbContext>(IServiceScopeFactory scopes, OutboxHandover<TDbContext> handover,
    IOptions<EntityFrameworkOutboxOptions<TDbContext>> options, TimeProvider timeProvider,
    ILogger<OutboxNotifier<TDbContext>> logger) : BackgroundService
    where TDbContext : DbContext
{
    /// <summary>Between two notifications, at least.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failed = false;
        try
        {
            while (true)
            {
                await handover.WaitForOthersAsync(stoppingToken);
                failed = !await TryNotifyAsync(failed, stoppingToken);
                await Task.Delay(Pause, timeProvider, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the others poll.
        }
    }

    private async Task<bool> TryNotifyAsync(bool failedBefore, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var dbContext = scope.ServiceProvider.GetRequiredService<TDbContext>();
            await dbContext.Database.ExecuteSqlRawAsync(
                options.Value.LockStatementProvider.GetStatements(dbContext).Notify!, cancellationToken); // PostgreSQL has one
            return true;
        }
#pragma warning disable CA1031 // whatever fails here, the others poll
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (!failedBefore)
                logger.NotificationFailed(exception, typeof(TDbContext).Name);
            return false;
        }
    }
}
