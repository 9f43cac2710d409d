using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Overload;

/// <summary>How many files are imported at once; none waits.</summary>
internal sealed class ImportRequestLimits(IOptions<OverloadSettings> options, OrdersMetrics metrics) : RequestLimits(OrdersMetrics.Import,
    () => new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.Value.ImportsAtOnce }), metrics);
