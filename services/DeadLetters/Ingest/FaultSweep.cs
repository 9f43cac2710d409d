using Microservices.DeadLetters.Ingest.Storing;

namespace Microservices.DeadLetters.Ingest;

/// <summary>Looks after exceptions whose message was stored in the same moment, and forgets those without one.</summary>
internal sealed class FaultSweep(IServiceScopeFactory scopes, TimeProvider timeProvider, ILogger<FaultSweep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<FaultStore>().SweepAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.FaultSweepFailed(exception);
        }
    }
}
