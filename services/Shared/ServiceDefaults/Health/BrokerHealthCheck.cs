using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Whether the bus and every receive endpoint have the broker.</summary>
internal sealed class BrokerHealthCheck(IBusControl bus) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext healthCheck, CancellationToken cancellationToken = default)
    {
        var result = bus.CheckHealth();
        var endpoints = result.Endpoints.Values;
        var faulted = endpoints.Where(endpoint => endpoint.Status == BusHealthStatus.Unhealthy).ToList();
        var resting = endpoints.Where(endpoint => endpoint.Status == BusHealthStatus.Degraded).ToList();
        return Task.FromResult((result.Status, faulted.Count, resting.Count) switch
        {
            (BusHealthStatus.Unhealthy, 0, _) => HealthCheckResult.Unhealthy(result.Description, result.Exception),
            (_, > 0, _) => HealthCheckResult.Unhealthy(Describe("without the broker", faulted), faulted[0].Exception),
            (_, _, > 0) => HealthCheckResult.Degraded(Describe("stopped, by their kill switch or with the service", resting)),
            _ => HealthCheckResult.Healthy()
        });
    }

    private static string Describe(string what, List<EndpointHealthResult> endpoints)
    {
        var names = endpoints.Select(endpoint => endpoint.InputAddress.GetEndpointName()).Order(StringComparer.Ordinal);
        return $"Receive endpoints {what}: {string.Join(", ", names)}. First: {endpoints[0].Description}.";
    }
}
