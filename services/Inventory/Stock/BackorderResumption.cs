using Microservices.ServiceDefaults.Hosting;
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
    ILogger<BackorderResumption> logger) : PeriodicService(timeProvider, runsAtStart: true)
{
    protected override TimeSpan Interval => options.Value.BackorderInterval;

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopeFactory.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<BackorderAllocation>().ResumeAsync(cancellationToken) is var count and > 0)
            logger.BackordersResumed(count);
    }

    protected override void ReportFailure(Exception exception) => logger.BackordersNotResumed(exception);
}
