using Microservices.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Archive.Retention;

/// <summary>Sweeps again and again. Any number of processes may do it.</summary>
internal sealed class RetentionWorker(IServiceScopeFactory scopes, IOptions<RetentionOptions> options,
    TimeProvider timeProvider, ILogger<RetentionWorker> logger) : PeriodicService(timeProvider)
{
    protected override TimeSpan Interval => options.Value.Interval;

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RetentionSweep>().RunAsync(cancellationToken);
    }

    protected override void ReportFailure(Exception exception) => logger.RetentionFailed(exception);
}
