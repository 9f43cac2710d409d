namespace Microservices.Orders.Endpoints;

/// <summary>The routes of the service.</summary>
internal static class OrdersEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/orders").WithTags("Orders");

        orders.MapPost("/", PostOrderEndpoint.HandleAsync)
            .WithName("PostOrder")
            .WithSummary("Confirms an order")
            .WithDescription("Commits the order together with its event and answers at once; mail, stock and invoice "
                + "follow. Sending the same order again gives the same answer: by its orderId, or by an Idempotency-Key.")
            .DescribeRequest<Validation.OrderRequest>(Examples.Order, "application/json");

        orders.MapGet("/", ListOrdersEndpoint.HandleAsync)
            .WithName("ListOrders")
            .WithSummary("Lists orders, the latest first")
            .WithDescription("Pages by key: pass the answer's next as after.");

        orders.MapGet("/{id}", GetOrderEndpoint.HandleAsync)
            .WithName("GetOrder")
            .WithSummary("Shows an order and what the services did about it");

        orders.MapPost("/import", ImportOrdersEndpoint.HandleAsync)
            .WithName("ImportOrders")
            .WithSummary("Imports a file of orders")
            .WithDescription("Takes a CSV or NDJSON file of any size, commits as it reads, and reports what it took and "
                + "what it refused, with lines and reasons. Importing a file again adds only what is missing. With "
                + "Accept: application/x-ndjson the report is streamed. A CSV's column can be mapped by map.InvoiceNo=…")
            .DescribeRequest<string>(Examples.Csv, "text/csv", "application/x-ndjson");
    }
}
