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

    /// <summary>
    /// The sum of the lines' amounts in <see cref="Currency"/>, VAT included unless <see cref="PricesIncludeVat"/> is false.
    /// </summary>
    public required decimal TotalAmount { get; init; }

    /// <summary>Where the goods go.</summary>
    public ShippingAddress? ShippingAddress { get; init; }

    /// <summary>Where the invoice is addressed to, when it is not where the goods go.</summary>
    public ShippingAddress? BillingAddress { get; init; }

    /// <summary>What was ordered.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>When the shop confirmed it, in UTC.</summary>
    public required DateTime ConfirmedAt { get; init; }

    /// <summary>The day of supply, where the shop said it.</summary>
    public DateOnly? SupplyDate { get; init; }

    /// <summary>Whether prices include VAT, where the shop said it; they do when absent.</summary>
    public bool? PricesIncludeVat { get; init; }

    /// <summary>Whether and how the order is paid, where the shop said it.</summary>
    public Payment? Payment { get; init; }

    /// <summary>When it was committed here, in UTC.</summary>
    public required DateTime AcceptedAt { get; init; }

    /// <summary>What the services did about it.</summary>
    public required FulfilmentResponse Fulfilment { get; init; }

    internal static OrderResponse From(Order order, IReadOnlyCollection<FulfilmentStep> steps)
    {
        var confirmed = OrderFactory.ReadEvent(order);
        return new OrderResponse
        {
            OrderId = order.OrderId,
            OrderNumber = order.OrderNumber,
            Status = order.Status,
            Customer = confirmed.Customer,
            Currency = order.Currency,
            TotalAmount = Validation.Amounts.Normalize(order.TotalAmount),
            ShippingAddress = confirmed.ShippingAddress,
            BillingAddress = confirmed.BillingAddress,
            Lines = confirmed.Lines,
            ConfirmedAt = order.ConfirmedAt,
            SupplyDate = confirmed.SupplyDate,
            PricesIncludeVat = confirmed.PricesIncludeVat,
            Payment = confirmed.Payment,
            AcceptedAt = order.AcceptedAt,
            Fulfilment = FulfilmentResponse.From(order.ExpectedSteps, steps),
        };
    }
}
