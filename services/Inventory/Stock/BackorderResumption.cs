using Microsoft.Extensions.Options;

namespace Microservices.Inventory.Stock;

/// <summary>
/// Resumes the allocation of free stock at start and at intervals, so that a process that ends between two transactions leaves no
/// order waiting. Any number of processes may do it.
/// </summary>
internal sealed class BackorderResumption(
    IServiceScopeFactory scopeFactory,
    IOptions<InventoryOptions> options,
    TimeProvider timeProvider,
    ILogger<BackorderResumption> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.BackorderInterval, timeProvider);
        try
        {
            do
                await TryResumeAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryResumeAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopeFactory.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<BackorderAllocation>().ResumeAsync(stoppingToken) is var count and > 0)
                logger.BackordersResumed(count);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.BackordersNotResumed(exception);
        }
    }
}
