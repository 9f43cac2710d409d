using Contracts.Inventory;
using MassTransit;
using Microservices.Inventory.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Stock;

/// <summary>Publishes what each waiting order has now, through the outbox of the transaction that gave it the stock.</summary>
internal sealed class BackorderReports(
    InventoryDbContext dbContext, BusOutbox<InventoryDbContext> outbox, InventoryMetrics metrics, ILogger<BackorderReports> logger)
{
    /// <summary>Publishes <see cref="BackorderFilled"/> for each reservation, the oldest first.</summary>
    /// <param name="reservations">Their ids; the caller's transaction holds them.</param>
    /// <param name="now">When they were given the stock, in UTC.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    internal async Task PublishAsync(IReadOnlyList<Guid> reservations, DateTime now, CancellationToken cancellationToken)
    {
        if (reservations.Count == 0)
            return;

        var oldestFirst = await dbContext.Reservations.AsNoTracking()
            .Where(reservation => reservations.Contains(reservation.Id))
            .OrderBy(reservation => reservation.ReservedAt).ThenBy(reservation => reservation.Id)
            .Select(reservation => new { reservation.Id, reservation.OrderId })
            .ToListAsync(cancellationToken);
        var lines = (await dbContext.ReservationLines.AsNoTracking()
            .Where(line => reservations.Contains(line.ReservationId))
            .ToListAsync(cancellationToken)).ToLookup(line => line.ReservationId);
        foreach (var reservation in oldestFirst)
            await PublishAsync(reservation.OrderId, reservation.Id, lines[reservation.Id], now, cancellationToken);
        await dbContext.SaveChangesAsync(cancellationToken);
        dbContext.ChangeTracker.Clear(); // else the scope keeps the messages of every transaction
    }

    private async Task PublishAsync(Guid orderId, Guid reservationId, IEnumerable<ReservationLine> lines, DateTime now,
        CancellationToken cancellationToken)
    {
        var filled = new BackorderFilled
        {
            OrderId = orderId,
            ReservationId = reservationId,
            Lines =
            [
                .. lines.OrderBy(line => line.Sku, StringComparer.Ordinal).Select(line =>
                    new ReservedSku { Sku = line.Sku, Reserved = line.Reserved, Backordered = line.Backordered }),
            ],
            FilledAt = now,
        };
        await outbox.PublishEndpoint.Publish(filled, cancellationToken);

        var missing = filled.Lines.Sum(line => line.Backordered);
        metrics.BackorderServed(isFilled: missing == 0);
        logger.BackorderServed(orderId, reservationId, missing);
    }
}
