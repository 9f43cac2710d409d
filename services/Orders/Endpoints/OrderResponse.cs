using System.Text.Json;
using Contracts.Orders;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;

namespace Microservices.Orders.Endpoints;

/// <summary>An order and what became of it.</summary>
internal sealed record OrderResponse
{
    /// <summary>Id of the order.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Number that people use for it.</summary>
    public required string OrderNumber { get; init; }

    /// <summary><c>failed</c> if one of the services gave up, <c>done</c> if all that it expects are, else <c>pending</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Who ordered.</summary>
    public required Customer Customer { get; init; }

    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>The sum of the lines' amounts in <see cref="Currency"/>, VAT included.</summary>
    public required decimal TotalAmount { get; init; }

    /// <summary>Where the goods go.</summary>
    public ShippingAddress? ShippingAddress { get; init; }

    /// <summary>What was ordered.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>When the shop confirmed it, in UTC.</summary>
    public required DateTime ConfirmedAt { get; init; }

    /// <summary>When it was committed here, in UTC.</summary>
    public required DateTime AcceptedAt { get; init; }

    /// <summary>What the services did about it.</summary>
    public required FulfilmentResponse Fulfilment { get; init; }

    internal static OrderResponse From(Order order, IReadOnlyCollection<FulfilmentStep> steps) => new()
    {
        OrderId = order.OrderId,
        OrderNumber = order.OrderNumber,
        Status = order.Status,
        Customer = new Customer
        {
            Id = order.CustomerId,
            Name = order.CustomerName,
            Email = order.CustomerEmail,
            Locale = order.CustomerLocale,
        },
        Currency = order.Currency,
        TotalAmount = Validation.Amounts.Normalize(order.TotalAmount),
        ShippingAddress = order.ShippingAddress is { } address
            ? JsonSerializer.Deserialize(address, StoredJson.Default.ShippingAddress)
            : null,
        Lines = JsonSerializer.Deserialize(order.Lines, StoredJson.Default.IReadOnlyListOrderLine) ?? [],
        ConfirmedAt = order.ConfirmedAt,
        AcceptedAt = order.AcceptedAt,
        Fulfilment = FulfilmentResponse.From(order.ExpectedSteps, steps),
    };
}
