namespace Microservices.Orders.Adoption;

/// <summary>An order that another service confirmed cannot be an order here; no retry cures that.</summary>
internal sealed class RefusedOrderException(Guid orderId, string reason) : Exception($"Order {orderId} is refused: {reason}.");
