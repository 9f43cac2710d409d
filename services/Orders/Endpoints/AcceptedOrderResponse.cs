namespace Microservices.Orders.Endpoints;

/// <summary>An order that was taken.</summary>
internal sealed record AcceptedOrderResponse
{
    /// <summary>Id to ask for the order by.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Number that people use for it.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>Always <c>accepted</c>: committed, and certain to be worked on.</summary>
    public string Status { get; init; } = "accepted";
}
