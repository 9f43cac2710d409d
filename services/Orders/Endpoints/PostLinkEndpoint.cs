using System.Security.Claims;
using Contracts.Rules;
using Microservices.Orders.Data;
using Microservices.ServiceDefaults.Auditing;
using Microservices.ServiceDefaults.Customers.Links;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Endpoints;

/// <summary><c>POST /orders/{id}/link</c></summary>
internal static class PostLinkEndpoint
{
    internal static async Task<Results<Ok<LinkResponse>, ProblemHttpResult>> HandleAsync(string id, ClaimsPrincipal user,
        CustomerLinks links, OrdersDbContext dbContext, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (!Uuids.TryRead(id, out var orderId) || !await dbContext.Orders.AnyAsync(order => order.OrderId == orderId, cancellationToken))
            return Problems.NotFound(id);
        if (links.For(orderId) is not { } link)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: "There are no links.",
                detail: "The service has no key for links: set CustomerLinks__Keys__0.");
        }

        dbContext.Audit(timeProvider.GetUtcNow(), user.Actor(), "orders.link.made", $"order:{orderId}", new { link.LastDay });
        await dbContext.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new LinkResponse(link.Order, link.Invoice, link.LastDay));
    }

    /// <summary>A customer's way to an order.</summary>
    /// <param name="Order">Address of the page with the order.</param>
    /// <param name="Invoice">Address of the invoice's PDF.</param>
    /// <param name="LastDay">The last day on which the addresses work, in UTC.</param>
    internal sealed record LinkResponse(Uri Order, Uri Invoice, DateOnly LastDay);
}
