using Microservices.DeadLetters.Ingest.Storing;
using Microservices.ServiceDefaults.Hosting;

namespace Microservices.DeadLetters.Ingest;

/// <summary>Looks after exceptions whose message was stored in the same moment, and forgets those without one.</summary>
internal sealed class FaultSweep(IServiceScopeFactory scopes, TimeProvider timeProvider, ILogger<FaultSweep> logger)
    : PeriodicService(timeProvider)
{
    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(30);

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FaultStore>().SweepAsync(cancellationToken);
    }

    protected override void ReportFailure(Exception exception) => logger.FaultSweepFailed(exception);
}
