using Microservices.Orders.Endpoints;

namespace Microservices.Orders.Overload;

/// <summary>Refuses what would go into an outbox that is full.</summary>
/// <param name="source">Where the orders come from, for the metrics.</param>
internal sealed class OutboxBacklogFilter(string source) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var services = context.HttpContext.RequestServices;
        if (!services.GetRequiredService<OutboxBacklog>().IsFull)
            return await next(context);

        services.GetRequiredService<OrdersMetrics>().Shed(source, OrdersMetrics.Backlog);
        return Problems.OutboxFull(context.HttpContext.Response);
    }
}
