using System.Threading.RateLimiting;
using Microservices.Orders.Endpoints;
using Microsoft.AspNetCore.RateLimiting;

namespace Microservices.Orders.Overload;

/// <summary>Lets some requests work at once, some more wait for their turn, and refuses the rest.</summary>
/// <param name="source">Where the orders come from, for the metrics.</param>
/// <param name="atOnce">How many work at once.</param>
/// <param name="waiting">How many wait.</param>
/// <param name="metrics">Counts what is refused.</param>
internal abstract class RequestLimits(string source, int atOnce, int waiting, OrdersMetrics metrics)
    : IRateLimiterPolicy<string>
{
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetConcurrencyLimiter(source, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = atOnce,
            QueueLimit = waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });

    private async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        metrics.Shed(source, OrdersMetrics.Busy);
        await Problems.Busy(context.HttpContext.Response).ExecuteAsync(context.HttpContext);
    }
}
