using Microsoft.Extensions.Options;

namespace Microservices.Orders.Overload;

/// <summary>How many orders are accepted at once.</summary>
internal sealed class OrderRequestLimits(IOptions<OverloadSettings> options, TimeProvider timeProvider, OrdersMetrics metrics)
    : RequestLimits(OrdersMetrics.Http, () => new BoundedWaitLimiter(
        options.Value.OrdersAtOnce, options.Value.OrdersWaiting, options.Value.LongestWait, timeProvider), metrics);
