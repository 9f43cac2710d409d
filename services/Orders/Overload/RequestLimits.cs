using System.Threading.RateLimiting;
using Microservices.Orders.Endpoints;
using Microsoft.AspNetCore.RateLimiting;

namespace Microservices.Orders.Overload;

/// <summary>Refuses requests that are too many, and tells them to come back.</summary>
/// <param name="source">Where the orders come from, for the metrics.</param>
/// <param name="create">Makes what tells how many are too many.</param>
/// <param name="metrics">Counts what is refused.</param>
internal abstract class RequestLimits(string source, Func<RateLimiter> create, OrdersMetrics metrics)
    : IRateLimiterPolicy<string>
{
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.Get(source, _ => create());

    private async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        metrics.Shed(source, OrdersMetrics.Busy);
        await Problems.Busy(context.HttpContext.Response).ExecuteAsync(context.HttpContext);
    }
}
