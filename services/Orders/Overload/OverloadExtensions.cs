using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Orders.Overload;

/// <summary>Refuses orders at the door while there is more to do than can be done.</summary>
internal static class OverloadExtensions
{
    internal static void AddOverloadProtection(this IServiceCollection services)
    {
        services.AddSettings<OverloadSettings>(OverloadSettings.SectionName);
        services.AddSingleton<OutboxBacklog>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxBacklog>());
        services.AddRateLimiter(limiter => limiter
            .AddPolicy<string, OrderRequestLimits>(OrdersMetrics.Http)
            .AddPolicy<string, ImportRequestLimits>(OrdersMetrics.Import));
    }

    /// <summary>Protects a route.</summary>
    /// <param name="route">Takes orders.</param>
    /// <param name="source">From where: it has its own limits.</param>
    internal static RouteHandlerBuilder ShedOverload(this RouteHandlerBuilder route, string source) => route
        .RequireRateLimiting(source)
        .AddEndpointFilter(new OutboxBacklogFilter(source))
        .ProducesProblem(StatusCodes.Status429TooManyRequests);
}
