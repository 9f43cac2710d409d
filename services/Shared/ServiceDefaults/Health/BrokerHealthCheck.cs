using MassTransit;
using MassTransit.Transports;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Whether the bus and every receive endpoint have the broker, and whether it takes messages.</summary>
internal sealed class BrokerHealthCheck(
    IBusControl bus,
    BrokerConnection connection,
    BrokerAlarm alarm,
    BrokerCertificate certificate,
    EndpointFaults faults) : IHealthCheck
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
            (BusHealthStatus.Unhealthy, 0, _) => Unhealthy(result.Description, result.Exception),
            (_, > 0, _) => Unhealthy(Describe("without the broker", faulted), FaultOf(faulted[0])),
            (_, _, > 0) => HealthCheckResult.Degraded(Describe("stopped, by their kill switch or with the service", resting)),
            _ when alarm.Reason is { } reason => HealthCheckResult.Unhealthy(
                $"The broker {connection} takes no messages: {reason}. They wait in the outbox; free disk space or memory there."),
            _ => HealthCheckResult.Healthy()
        });
    }

    private Exception? FaultOf(EndpointHealthResult endpoint) =>
        faults.Find(endpoint.InputAddress) ?? endpoint.Exception;

    private HealthCheckResult Unhealthy(string description, Exception? exception) => exception is null
        ? HealthCheckResult.Unhealthy(description)
        : HealthCheckResult.Unhealthy(
            $"{BrokerProblem.Describe(exception, connection, certificate)} {description}", exception);

    private static string Describe(string what, List<EndpointHealthResult> endpoints)
    {
        var names = endpoints.Select(endpoint => endpoint.InputAddress.GetEndpointName()).Order(StringComparer.Ordinal);
        return $"Receive endpoints {what}: {string.Join(", ", names)}.";
    }
}
