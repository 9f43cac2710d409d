using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Forgets consumed messages once their duplicate detection window is over, in bounded deletes of their own. Every replica
/// runs it; they skip each other's rows.
/// </summary>
/// <typeparam name="TDbContext">The DbContext that holds the inbox.</typeparam>
/// <param name="scopes">Makes DbContexts.</param>
/// <param name="options">Window and intervals.</param>
/// <param name="outbox">The engine's SQL.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">The logger.</param>
public sealed class InboxCleanupService<TDbContext>(IServiceScopeFactory scopes,
    IOptions<InboxCleanupServiceOptions<TDbContext>> options, IOptions<EntityFrameworkOutboxOptions<TDbContext>> outbox,
    TimeProvider timeProvider, ILogger<InboxCleanupService<TDbContext>> logger) : BackgroundService
    where TDbContext : DbContext
{
    /// <summary>Forgets everything that is due now.</summary>
    /// <param name="cancellationToken">Stops between two deletes.</param>
    /// <returns>How many messages were forgotten.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        int deleted;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var dbContext = scope.ServiceProvider.GetRequiredService<TDbContext>();
            dbContext.Database.SetCommandTimeout(options.Value.QueryTimeout);
            await dbContext.Database.OpenConnectionAsync(cancellationToken);

            var statements = outbox.Value.LockStatementProvider.GetStatements(dbContext);
            var now = timeProvider.GetUtcNow().UtcDateTime;
            await using var settle = dbContext.CreateCommand(statements.SettleInbox,
                ("@now", now), ("@limit", options.Value.QueryMessageLimit));
            await settle.ExecuteNonQueryAsync(cancellationToken);
            await using var clean = dbContext.CreateCommand(statements.CleanInbox,
                ("@before", now - options.Value.DuplicateDetectionWindow), ("@limit", options.Value.QueryMessageLimit));
            deleted = await clean.ExecuteNonQueryAsync(cancellationToken);
            total += deleted;
        }
        while (deleted >= options.Value.QueryMessageLimit);

        return total;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.QueryDelay, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TrySweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            var count = await SweepAsync(stoppingToken);
            if (count > 0)
                logger.InboxCleaned(count, typeof(TDbContext).Name);
        }
#pragma warning disable CA1031 // a sweep that fails, for whatever reason, is made up for by the next
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.InboxNotCleaned(exception, typeof(TDbContext).Name);
        }
    }
}
