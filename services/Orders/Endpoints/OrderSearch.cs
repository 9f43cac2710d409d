using Microservices.Orders.Data;

namespace Microservices.Orders.Endpoints;

/// <summary>What <c>GET /orders</c> looks for, each part <see langword="null"/> when it does not matter.</summary>
internal sealed record OrderSearch
{
    internal PageCursor? After { get; init; }

    internal string? Status { get; init; }

    internal string? OrderNumber { get; init; }

    internal string? CustomerId { get; init; }

    internal string? Email { get; init; }

    /// <summary>Accepted at this instant or later, in UTC.</summary>
    internal DateTime? From { get; init; }

    /// <summary>Accepted before this instant, in UTC.</summary>
    internal DateTime? To { get; init; }

    /// <summary>The orders, the latest first. Each filter has an index that holds them in this order.</summary>
    internal IQueryable<Order> In(IQueryable<Order> orders)
    {
        if (OrderNumber is not null)
            orders = orders.Where(order => order.OrderNumber == OrderNumber);
        if (CustomerId is not null)
            orders = orders.Where(order => order.CustomerId == CustomerId);
        if (Email is not null)
            orders = orders.Where(order => order.CustomerEmail == Email);
        if (Status is not null)
            orders = orders.Where(order => order.Status == Status);
        if (From is { } from)
            orders = orders.Where(order => order.AcceptedAt >= from);
        if (To is { } to)
            orders = orders.Where(order => order.AcceptedAt < to);
        // The first comparison alone is what an index can begin at.
        if (After is { AcceptedAt: var acceptedAt, OrderId: var orderId })
            orders = orders.Where(order => order.AcceptedAt <= acceptedAt
                && (order.AcceptedAt < acceptedAt || order.OrderId.CompareTo(orderId) < 0));
        return orders.OrderByDescending(order => order.AcceptedAt).ThenByDescending(order => order.OrderId);
    }
}
