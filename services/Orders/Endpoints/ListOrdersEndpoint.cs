using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;
using Microservices.Orders.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Endpoints;

/// <summary><c>GET /orders</c></summary>
internal static class ListOrdersEndpoint
{
    internal static async Task<Results<Ok<OrderPageResponse>, ValidationProblem>> HandleAsync(
        [AsParameters] ListOrdersQuery query, OrdersDbContext dbContext, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var (cursor, limit) = query.Read(errors);
        if (errors.Count > 0)
            return Problems.Invalid(errors);

        // One more than asked for tells whether there is a next page.
        var page = await Select(dbContext, query, cursor)
            .OrderByDescending(order => order.AcceptedAt).ThenByDescending(order => order.OrderId)
            .Take(limit + 1)
            .Select(order => new OrderRow(order.OrderId, order.OrderNumber, order.CustomerId, order.Currency,
                order.TotalAmount, order.ConfirmedAt, order.AcceptedAt))
            .ToListAsync(cancellationToken);
        var shown = page.Take(limit).ToList();

        return TypedResults.Ok(new OrderPageResponse
        {
            Items = await CompleteAsync(dbContext, shown, cancellationToken),
            Next = page.Count > limit ? new PageCursor(shown[^1].AcceptedAt, shown[^1].OrderId).ToString() : null,
        });
    }

    private static IQueryable<Order> Select(OrdersDbContext dbContext, ListOrdersQuery query, PageCursor? cursor)
    {
        var orders = dbContext.Orders.AsNoTracking();
        if (!string.IsNullOrEmpty(query.OrderNumber))
            orders = orders.Where(order => order.OrderNumber == query.OrderNumber);
        if (!string.IsNullOrEmpty(query.CustomerId))
            orders = orders.Where(order => order.CustomerId == query.CustomerId);
        if (!string.IsNullOrEmpty(query.Status))
            orders = WithStatus(dbContext, orders, query.Status);
        if (cursor is { AcceptedAt: var acceptedAt, OrderId: var orderId })
            orders = orders.Where(order => order.AcceptedAt < acceptedAt
                || (order.AcceptedAt == acceptedAt && order.OrderId.CompareTo(orderId) < 0));
        return orders;
    }

    // The same rule as FulfilmentStatus.OfOrder, in SQL.
    private static IQueryable<Order> WithStatus(OrdersDbContext dbContext, IQueryable<Order> orders, string status)
    {
        var steps = dbContext.FulfilmentSteps;
        var all = FulfilmentSteps.All.Count;
        return status switch
        {
            FulfilmentStatus.Failed => orders.Where(order =>
                steps.Any(step => step.OrderId == order.OrderId && step.Status == FulfilmentStatus.Failed)),
            FulfilmentStatus.Done => orders.Where(order =>
                steps.Count(step => step.OrderId == order.OrderId && step.Status == FulfilmentStatus.Done) == all),
            _ => orders.Where(order =>
                !steps.Any(step => step.OrderId == order.OrderId && step.Status == FulfilmentStatus.Failed)
                && steps.Count(step => step.OrderId == order.OrderId && step.Status == FulfilmentStatus.Done) < all),
        };
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
            Status = FulfilmentStatus.OfOrder([.. steps[row.OrderId].Select(step => step.Status)]),
            CustomerId = row.CustomerId,
            Currency = row.Currency,
            TotalAmount = Amounts.Normalize(row.TotalAmount),
            ConfirmedAt = row.ConfirmedAt,
            AcceptedAt = row.AcceptedAt,
            Fulfilment = FulfilmentResponse.From([.. steps[row.OrderId]]),
        });
    }

    private sealed record OrderRow(Guid OrderId, string OrderNumber, string CustomerId, string Currency,
        decimal TotalAmount, DateTime ConfirmedAt, DateTime AcceptedAt);
}
