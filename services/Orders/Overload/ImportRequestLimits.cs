using Microsoft.Extensions.Options;

namespace Microservices.Orders.Overload;

/// <summary>How many files are imported at once.</summary>
internal sealed class ImportRequestLimits(IOptions<OverloadSettings> options, OrdersMetrics metrics)
    : RequestLimits(OrdersMetrics.Import, options.Value.ImportsAtOnce, waiting: 0, metrics);
