using Contracts.Orders;
using MassTransit;
using Microservices.Inventory.Data;

namespace Microservices.Inventory.Reservations;

/// <summary>A reservation to be made.</summary>
/// <param name="Reservation">Id, order and time; without lines.</param>
/// <param name="Pieces">Each SKU once, in ordinal order.</param>
internal sealed record WantedReservation(Reservation Reservation, IReadOnlyList<WantedPieces> Pieces)
{
    /// <summary>What an order wants.</summary>
    /// <param name="order">The order.</param>
    /// <param name="now">The time of the reservation, in UTC.</param>
    /// <returns>A new reservation.</returns>
    /// <exception cref="InvalidOrderException">The order has no lines, or a line no SKU or no pieces.</exception>
    internal static WantedReservation Of(OrderConfirmed order, DateTime now) =>
        new(new Reservation { Id = NewId.NextGuid(), OrderId = order.OrderId, ReservedAt = now }, WantedPieces.Of(order));
}
