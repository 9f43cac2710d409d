namespace Microservices.Orders.Endpoints;

/// <summary>One order in a list.</summary>
internal sealed record OrderSummaryResponse
{
    /// <summary>Id to ask for the whole order by.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Number that people use for it.</summary>
    public required string OrderNumber { get; init; }

    /// <summary><c>failed</c> if one of the services gave up, <c>done</c> if all that it expects are, else <c>pending</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The shop's id of the customer.</summary>
    public required string CustomerId { get; init; }

    /// <summary>ISO 4217 code of the total.</summary>
    public required string Currency { get; init; }

    /// <summary>The sum of the lines' amounts in <see cref="Currency"/>, as the order's prices are: VAT included, or net.</summary>
    public required decimal TotalAmount { get; init; }

    /// <summary>When the shop confirmed it, in UTC.</summary>
    public required DateTime ConfirmedAt { get; init; }

    /// <summary>When it was committed here, in UTC.</summary>
    public required DateTime AcceptedAt { get; init; }

    /// <summary>What the services did about it.</summary>
    public required FulfilmentResponse Fulfilment { get; init; }
}
