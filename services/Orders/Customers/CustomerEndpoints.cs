using System.Security.Claims;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.ServiceDefaults.Customers;
using Microservices.ServiceDefaults.Customers.Links;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Customers;

/// <summary>The routes that customers open by their link.</summary>
internal static class CustomerEndpoints
{
    internal static void MapCustomerPages(this WebApplication app)
    {
        app.MapGet(CustomerLinks.OrderPath, ShowOrderAsync).RequireCustomerLink();
        // Reads the raw text, because options are validated only at start.
        if (!string.IsNullOrWhiteSpace(app.Configuration[$"{OrdersOptions.SectionName}:{nameof(OrdersOptions.InvoiceAddress)}"]))
            app.MapGet(CustomerLinks.InvoicePath, (HttpContext context, CustomersInvoices invoices) => invoices.ForwardAsync(context)).RequireCustomerLink();
    }

    private static async Task<IResult> ShowOrderAsync(
        ClaimsPrincipal user, HttpContext context, OrdersDbContext dbContext, ILogger<OrderPage> logger, CancellationToken cancellationToken)
    {
        var orderId = user.OrderOfLink();
        if (await dbContext.Orders.AsNoTracking().SingleOrDefaultAsync(order => order.OrderId == orderId, cancellationToken) is not { } order)
        {
            logger.LinkOfNoOrder(orderId);
            await context.WriteNoticeAsync(StatusCodes.Status404NotFound, words => words.LinkInvalid);
            return Results.Empty;
        }

        var backordered = await dbContext.FulfilmentSteps.Where(step => step.OrderId == orderId).SumAsync(step => step.Backordered ?? 0, cancellationToken);
        return new RazorComponentResult<OrderPage>(new Dictionary<string, object?>
        {
            [nameof(OrderPage.Order)] = CustomerOrder.Of(OrderFactory.ReadEvent(order)),
            [nameof(OrderPage.IsDone)] = order.Status == Fulfilment.FulfilmentStatus.Done,
            [nameof(OrderPage.Backordered)] = backordered,
            [nameof(OrderPage.InvoiceLink)] = CustomerLinks.InvoicePath + context.Request.QueryString,
        });
    }
}
