using Microservices.Orders.Data;
using Microservices.Orders.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Endpoints;

/// <summary><c>GET /orders</c></summary>
internal static class ListOrdersEndpoint
{
    internal static async Task<Results<Ok<OrderPageResponse>, ValidationProblem>> HandleAsync(
        [AsParameters] ListOrdersQuery query, HttpRequest request, OrdersDbContext dbContext, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var (search, limit) = query.Read(request.Query.Keys, errors);
        if (errors.Count > 0)
            return Problems.Invalid(errors);

        // One more than asked for tells whether there is a next page.
        var page = await search.In(dbContext.Orders.AsNoTracking())
            .Take(limit + 1)
            .Select(order => new OrderRow(order.OrderId, order.OrderNumber, order.CustomerId, order.Currency,
                order.TotalAmount, order.ConfirmedAt, order.AcceptedAt, order.Status, order.ExpectedSteps))
            .ToListAsync(cancellationToken);
        var shown = page.Take(limit).ToList();

        return TypedResults.Ok(new OrderPageResponse
        {
            Items = await CompleteAsync(dbContext, shown, cancellationToken),
            Next = page.Count > limit ? new PageCursor(shown[^1].AcceptedAt, shown[^1].OrderId).ToString() : null,
        });
    }

    private static async Task<IReadOnlyList<OrderSummaryResponse>> CompleteAsync(OrdersDbContext dbContext,
        List<OrderRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.ConvertAll(row => row.OrderId);
        var steps = (await dbContext.FulfilmentSteps.AsNoTracking()
            .Where(step => ids.Contains(step.OrderId))
            .ToListAsync(cancellationToken)).ToLookup(step => step.OrderId);

        return rows.ConvertAll(row => new OrderSummaryResponse
        {
            OrderId = row.OrderId,
            OrderNumber = row.OrderNumber,
            Status = row.Status,
            CustomerId = row.CustomerId,
            Currency = row.Currency,
            TotalAmount = Amounts.Normalize(row.TotalAmount),
            ConfirmedAt = row.ConfirmedAt,
            AcceptedAt = row.AcceptedAt,
            Fulfilment = FulfilmentResponse.From(row.ExpectedSteps, [.. steps[row.OrderId]]),
        });
    }

    private sealed record OrderRow(Guid OrderId, string OrderNumber, string CustomerId, string Currency,
        decimal TotalAmount, DateTime ConfirmedAt, DateTime AcceptedAt, string Status, string ExpectedSteps);
}
