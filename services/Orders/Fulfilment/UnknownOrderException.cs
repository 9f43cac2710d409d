namespace Microservices.Orders.Fulfilment;

/// <summary>An event is about an order that this database does not have; no retry cures that.</summary>
internal sealed class UnknownOrderException(Guid orderId)
    : Exception($"Order {orderId} is unknown here: it comes from another environment, or the order was deleted.");
