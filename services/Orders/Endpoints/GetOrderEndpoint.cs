using Contracts.Rules;
using Microservices.Orders.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Endpoints;

/// <summary><c>GET /orders/{id}</c></summary>
internal static class GetOrderEndpoint
{
    internal static async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> HandleAsync(string id,
        OrdersDbContext dbContext, CancellationToken cancellationToken)
    {
        if (!Uuids.TryRead(id, out var orderId)
            || await FindAsync(dbContext, orderId, cancellationToken) is not { } order)
            return Problems.NotFound(id);

        var steps = await dbContext.FulfilmentSteps.AsNoTracking()
            .Where(step => step.OrderId == orderId)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(OrderResponse.From(order, steps));
    }

    private static Task<Order?> FindAsync(
        OrdersDbContext dbContext, Guid orderId, CancellationToken cancellationToken) =>
        dbContext.Orders.AsNoTracking().SingleOrDefaultAsync(order => order.OrderId == orderId, cancellationToken);
}
