using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Listens for what <see cref="OutboxNotifier{TDbContext}"/> of other processes says, and has it delivered at once. Holds a
/// connection of its own. A notification that is missed costs no message, only the time until the next poll.
/// </summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class OutboxListener<TDbContext>(IServiceScopeFactory scopes, OutboxHandover<TDbContext> handover,
    IOptions<EntityFrameworkOutboxOptions<TDbContext>> options, TimeProvider timeProvider,
    ILogger<OutboxListener<TDbContext>> logger) : BackgroundService
    where TDbContext : DbContext
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // A connection that ended without saying so would be waited on for ever.
    private static readonly TimeSpan CheckConnection = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isLogged = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => isLogged = false, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // whatever fails here, the delivery polls, and listening is tried again
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (!isLogged)
                    logger.ListeningFailed(exception, typeof(TDbContext).Name);
                isLogged = true;
            }

            await Task.Delay(Retry, timeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(Action listening, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<TDbContext>();
        await dbContext.Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)dbContext.Database.GetDbConnection(); // UseNotifications refuses other engines
        await dbContext.Database.ExecuteSqlRawAsync(
            options.Value.LockStatementProvider.GetStatements(dbContext).Listen!, cancellationToken); // PostgreSQL has one
        listening();

        while (true)
        {
            // At first too: nobody has told of what was committed before.
            handover.AddStored();
            while (!await connection.WaitAsync(CheckConnection, cancellationToken))
                await dbContext.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
        }
    }
}
