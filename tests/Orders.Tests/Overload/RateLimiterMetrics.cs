using System.Diagnostics.Metrics;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Microservices.Orders.Tests.Overload;

/// <summary>What the host's rate limiter measures.</summary>
internal static class RateLimiterMetrics
{
    /// <summary>Requests that have a place.</summary>
    internal const string Working = "aspnetcore.rate_limiting.active_request_leases";

    /// <summary>Requests that wait for a place.</summary>
    internal const string Waiting = "aspnetcore.rate_limiting.queued_requests";

    internal static MetricCollector<long> Watch(SmallOrdersHost host, string instrument) =>
        new(host.Services.GetRequiredService<IMeterFactory>(), "Microsoft.AspNetCore.RateLimiting", instrument);

    /// <summary>Waits for one more. What a request of an earlier test gives back does not count.</summary>
    internal static Task BeginsAsync(MetricCollector<long> requests) => Eventually.Holds(
        () => requests.GetMeasurementSnapshot().Any(measured => measured.Value > 0), $"{requests.Instrument?.Name} has risen",
        cancellationToken: TestContext.Current.CancellationToken);
}
