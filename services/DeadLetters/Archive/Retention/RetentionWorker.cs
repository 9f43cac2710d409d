using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Archive.Retention;

/// <summary>Sweeps again and again. Any number of processes may do it.</summary>
internal sealed class RetentionWorker(IServiceScopeFactory scopes, IOptions<RetentionOptions> options,
    TimeProvider timeProvider, ILogger<RetentionWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RetentionSweep>().RunAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.RetentionFailed(exception);
        }
    }
}
