namespace Microservices.Orders.Fulfilment;

/// <summary>What a service reports about one step of an order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Step">One of <see cref="FulfilmentSteps"/>.</param>
/// <param name="Status">One of <see cref="FulfilmentStatus"/>; pending for a back order, by which nothing is done.</param>
/// <param name="At">When the service was done or gave up; <see langword="null"/> if it is at neither.</param>
/// <param name="Reference">The service's own id of the effect.</param>
/// <param name="Detail">The reason of a failure; of a back order, the same as <paramref name="Backordered"/> in words.</param>
/// <param name="Backordered">Pieces on back order, of the inventory step only.</param>
internal sealed record FulfilmentReport(Guid OrderId, string Step, string Status, DateTime? At = null, string? Reference = null,
    string? Detail = null, long? Backordered = null)
{
    /// <summary>A service has done its part.</summary>
    internal static FulfilmentReport Done(Guid orderId, string step, DateTimeOffset at, string reference, Backorder? backorder = null) =>
        new(orderId, step, FulfilmentStatus.Done, at.UtcDateTime, reference, backorder?.Detail, backorder?.Pieces);

    /// <summary>A service has given up for now.</summary>
    internal static FulfilmentReport Failed(Guid orderId, string step, DateTimeOffset at, string reason) =>
        new(orderId, step, FulfilmentStatus.Failed, at.UtcDateTime, Detail: reason);

    /// <summary>Inventory says what the order misses, without being done by that.</summary>
    internal static FulfilmentReport OnBackorder(Guid orderId, Backorder backorder) =>
        new(orderId, FulfilmentSteps.Inventory, FulfilmentStatus.Pending, Detail: backorder.Detail, Backordered: backorder.Pieces);
}
