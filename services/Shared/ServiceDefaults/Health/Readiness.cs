using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Health;

/// <summary>
/// Whether the service is ready, found out at most once at a time and once a second: anybody may ask, and each check takes a
/// connection from the pool.
/// </summary>
internal sealed class Readiness(HealthCheckService health, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    // A check that never ends must not be shared for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task<HealthReport>? _report;
    private long _began;

    /// <summary>The report, at most a second old.</summary>
    public Task<HealthReport> GetAsync()
    {
        lock (_lock)
        {
            if (_report is null || (_report.IsCompleted && time.GetElapsedTime(_began) >= Freshness))
            {
                _began = time.GetTimestamp();
                _report = Task.Run(CheckAsync); // for all who wait, so that none of them can cancel it
            }

            return _report;
        }
    }

    private async Task<HealthReport> CheckAsync()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        return await health.CheckHealthAsync(patience.Token);
    }
}
