using Microsoft.Extensions.Options;

namespace Microservices.Orders.Overload;

/// <summary>How many orders are accepted at once.</summary>
internal sealed class OrderRequestLimits(IOptions<OverloadSettings> options, OrdersMetrics metrics)
    : RequestLimits(OrdersMetrics.Http, options.Value.OrdersAtOnce, options.Value.OrdersWaiting, metrics);
