using Microsoft.Extensions.Options;

namespace Microservices.Orders.Overload;

/// <summary>
/// How many files are imported at once. A caller has its answer a moment before its place is free: whoever imports one file
/// after the other waits that moment instead of being refused.
/// </summary>
internal sealed class ImportRequestLimits(IOptions<OverloadSettings> options, TimeProvider timeProvider, OrdersMetrics metrics)
    : RequestLimits(OrdersMetrics.Import, () => new BoundedWaitLimiter(
        options.Value.ImportsAtOnce, waiting: options.Value.ImportsAtOnce, longestWait: TimeSpan.FromSeconds(1), timeProvider), metrics);
