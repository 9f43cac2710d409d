namespace Microservices.Inventory.Reservations;

/// <summary>The order says what no order can say, and will say so again; it goes to the error queue at once.</summary>
internal sealed class InvalidOrderException(Guid orderId, string reason)
    : Exception($"Order {orderId} cannot be reserved: {reason}. Its sender has to correct it.");
