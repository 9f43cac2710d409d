using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>The gates of the process, one per endpoint, and their reports: a metric, and health that is degraded with the reason.</summary>
internal sealed class OutageGates : IHealthCheck
{
    private readonly ConcurrentBag<OutageGate> _gates = [];
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly MessagingMetrics _metrics;
    private readonly ILogger<OutageGate> _logger;
    private readonly CancellationToken _stopping;

    public OutageGates(IMeterFactory meters, IServiceScopeFactory scopes, TimeProvider time, MessagingMetrics metrics, ILogger<OutageGate> logger,
        IHostApplicationLifetime lifetime)
    {
        (_scopes, _time, _metrics, _logger, _stopping) = (scopes, time, metrics, logger, lifetime.ApplicationStopping);
        meters.Create(MessagingMetrics.MeterName).CreateObservableGauge("microservices.messaging.outage_waiting",
            () => Reports.Select(report => new Measurement<int>(report.Waiting, new("endpoint", report.Endpoint), new("dependency", report.Dependency))),
            "{message}", "Messages that a process holds while something that they need is away; absent while nothing is.");
    }

    private IEnumerable<OutageReport> Reports => _gates.Select(gate => gate.Outage).OfType<OutageReport>();

    public OutageGate Add(Func<string> endpoint, MessagingOptions options)
    {
        var gate = new OutageGate(endpoint, options, _scopes, _time, _metrics, _logger, _stopping);
        _gates.Add(gate);
        return gate;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] waiting = [.. Reports.Select(report => $"{report.Endpoint} waits for the {report.Dependency} since {report.Since:u}: {report.Reason}")];
        return Task.FromResult(waiting is [] ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(" ", waiting)));
    }
}
