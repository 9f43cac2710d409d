using Contracts.Inventory;
using Contracts.Orders;
using MassTransit;
using Microservices.Inventory.Data;
using Microservices.Inventory.Data.Sql;
using Microservices.Inventory.Reservations;

namespace Microservices.Inventory.Consumers;

/// <summary>
/// Reserves what there is of an order's SKUs; the rest is on back order, which is an outcome and no fault. Runs in the
/// transaction of inbox and outbox.
/// </summary>
internal sealed class ReserveStockConsumer(
    InventoryDbContext dbContext,
    InventoryMetrics metrics,
    TimeProvider timeProvider,
    ILogger<ReserveStockConsumer> logger)
    : IConsumer<OrderConfirmed>
{
    public async Task Consume(ConsumeContext<OrderConfirmed> context)
    {
        var order = context.Message;
        var wanted = WantedPieces.Of(order);
        var reservation = new Reservation
        {
            Id = NewId.NextGuid(),
            OrderId = order.OrderId,
            ReservedAt = timeProvider.GetUtcNow().UtcDateTime,
        };

        var reserved = await dbContext.StockSql()
            .ReserveAsync(dbContext, reservation, wanted, context.CancellationToken);
        if (reserved is null)
        {
            metrics.DuplicateAbsorbed();
            logger.DuplicateAbsorbed(order.OrderId, context.MessageId);
            return;
        }

        // Rolls the transaction back: nothing stays reserved for an order that cannot be served as it is.
        if (reserved.Count < wanted.Count)
            throw new UnknownSkuException(order.OrderId, Missing(wanted, reserved));

        await PublishAsync(context, reservation, ToLines(wanted, reserved));
    }

    private async Task PublishAsync(ConsumeContext context, Reservation reservation, List<ReservedSku> lines)
    {
        await context.Publish(new StockReserved
        {
            OrderId = reservation.OrderId,
            ReservationId = reservation.Id,
            Lines = lines,
            ReservedAt = reservation.ReservedAt,
        }, context.CancellationToken);

        var missing = lines.Where(line => line.Backordered > 0).ToList();
        metrics.Reserved(lines.Sum(line => line.Reserved), missing.Sum(line => line.Backordered));
        if (missing.Count == 0)
        {
            logger.StockReserved(reservation.OrderId, reservation.Id, lines.Count);
            return;
        }

        await context.Publish(new StockShortageDetected
        {
            OrderId = reservation.OrderId,
            ReservationId = reservation.Id,
            Lines = missing,
            DetectedAt = reservation.ReservedAt,
        }, context.CancellationToken);
        logger.StockShort(reservation.OrderId, reservation.Id, missing.Count, lines.Count);
    }

    private static List<ReservedSku> ToLines(IReadOnlyList<WantedPieces> wanted, IReadOnlyList<ReservedPieces> reserved)
    {
        var bySku = reserved.ToDictionary(row => row.Sku!, row => row.Reserved!.Value); // null only where no row is
        return [.. wanted.Select(item => new ReservedSku
        {
            Sku = item.Sku,
            Reserved = bySku[item.Sku],
            Backordered = item.Pieces - bySku[item.Sku],
        })];
    }

    private static List<string> Missing(IReadOnlyList<WantedPieces> wanted, IReadOnlyList<ReservedPieces> reserved)
    {
        var known = reserved.Select(row => row.Sku).ToHashSet(StringComparer.Ordinal);
        return [.. wanted.Select(item => item.Sku).Where(sku => !known.Contains(sku))];
    }
}
