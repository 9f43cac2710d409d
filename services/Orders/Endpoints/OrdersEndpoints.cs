using Microservices.Orders.Overload;
using Microservices.Orders.Validation;
using Microservices.ServiceDefaults.Security;

namespace Microservices.Orders.Endpoints;

/// <summary>The routes of the service.</summary>
internal static class OrdersEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/orders").WithTags("Orders");
        MapPost(orders);
        MapGets(orders);
        MapImport(orders);
    }

    private static void MapPost(RouteGroupBuilder orders) => orders.MapPost("/", PostOrderEndpoint.HandleAsync)
        .RequireScope(Scopes.OrdersWrite)
        .WithName("PostOrder")
        .WithSummary("Confirms an order")
        .WithDescription("Commits the order together with its event and answers at once; mail, stock and invoice "
            + "follow. Sending the same order again gives the same answer: by its orderId or orderNumber, or by an "
            + "Idempotency-Key.")
        .DescribeRequest<OrderRequest>(Examples.Order, "application/json")
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ShedOverload(OrdersMetrics.Http);

    private static void MapGets(RouteGroupBuilder orders)
    {
        orders.MapGet("/", ListOrdersEndpoint.HandleAsync)
            .RequireScope(Scopes.OrdersRead)
            .WithName("ListOrders")
            .WithSummary("Lists orders, the latest first")
            .WithDescription("Pages by key: pass the answer's next as after.");

        orders.MapGet("/{id}", GetOrderEndpoint.HandleAsync)
            .RequireScope(Scopes.OrdersRead)
            .WithName("GetOrder")
            .WithSummary("Shows an order and what the services did about it")
            .ProducesProblem(StatusCodes.Status404NotFound);

        orders.MapPost("/{id}/link", PostLinkEndpoint.HandleAsync)
            .RequireScope(Scopes.OrdersLink)
            .WithName("PostOrderLink")
            .WithSummary("Makes a link for the customer")
            .WithDescription("Gives the addresses under which the customer sees the order and its invoice, such as the mails have, with a new end.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static void MapImport(RouteGroupBuilder orders) =>
        orders.MapPost("/import", ImportOrdersEndpoint.HandleAsync)
        .RequireScope(Scopes.OrdersImport)
        .WithName("ImportOrders")
        .WithSummary("Imports a file of orders")
        .WithDescription("Takes a CSV or NDJSON file, commits as it reads, and reports what it took and "
            + "what it refused, with lines and reasons. Importing a file again adds only what is missing. With Accept: "
            + "application/x-ndjson the report is streamed. The parameters are for CSV.")
        .DescribeRequest<string>(Examples.Csv, "text/csv", "application/x-ndjson")
        .DescribeQuery(
            ("currency", "ISO 4217 code of the amounts; GBP when absent."),
            ("timeZone", "IANA zone of dates without one; Europe/London when absent."),
            ("dateFormat", "How dates are written, as a .NET custom format such as M/d/yyyy or 'yyyy-MM-dd HH:mm:ss zzz'; ISO 8601 "
                + "when absent."),
            ("orderNumbers", "digits, or any for numbers with letters; digits when absent."),
            ("unitPriceDecimals", "Decimals that a unit price may have, up to 6; those of the currency when absent."),
            ("discountUnit", "share (0 to 1) or percent, for the column that map.Discount names; share when absent."),
            ("customerName", "Template of the customers' names; 'Customer {CustomerID}' when absent."),
            ("customerEmail", "Template of the mailboxes; 'customer-{CustomerID}@example.test' when absent."),
            ("locale", "BCP 47 tag of the customers' language; en when absent."),
            ("prices", "gross, or net for prices without VAT; gross when absent."),
            ("map.InvoiceNo", "The file's name of the column InvoiceNo; so for each column, and for Discount, VatCategory and VatID, which "
                + "are optional."))
        .ProducesProblem(StatusCodes.Status408RequestTimeout)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ShedOverload(OrdersMetrics.Import);
}
