using Contracts.Inventory;
using Contracts.Orders;
using MassTransit;
using Microservices.Inventory.Data;
using Microservices.Inventory.Data.Sql;
using Microservices.Inventory.Reservations;

namespace Microservices.Inventory.Consumers;

/// <summary>
/// Reserves what there is of the SKUs of many orders at a time; the rest is on back order, which is an outcome and no fault.
/// Runs in the transaction of inbox and outbox. An order that cannot be served as it is rolls all of them back, and each is
/// then consumed alone.
/// </summary>
internal sealed class ReserveStockConsumer(
    InventoryDbContext dbContext,
    InventoryMetrics metrics,
    TimeProvider timeProvider,
    ILogger<ReserveStockConsumer> logger)
    : IConsumer<Batch<OrderConfirmed>>
{
    public async Task Consume(ConsumeContext<Batch<OrderConfirmed>> context)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var orders = context.Message.Select(message => (Message: message, Wanted: WantedReservation.Of(message.Message, now))).ToList();

        var reserved = await dbContext.StockSql()
            .ReserveAsync(dbContext, [.. orders.Select(order => order.Wanted)], context.CancellationToken);
        foreach (var (_, wanted) in orders)
        {
            if (reserved.TryGetValue(wanted.Reservation.Id, out var pieces) && pieces.Count < wanted.Pieces.Count)
                throw new UnknownSkuException(wanted.Reservation.OrderId, Missing(wanted.Pieces, pieces));
        }

        foreach (var (message, wanted) in orders)
        {
            if (reserved.TryGetValue(wanted.Reservation.Id, out var pieces))
            {
                await PublishAsync(message, wanted.Reservation, ToLines(wanted.Pieces, pieces));
                continue;
            }

            metrics.DuplicateAbsorbed();
            logger.DuplicateAbsorbed(wanted.Reservation.OrderId, message.MessageId);
        }
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
        var bySku = reserved.ToDictionary(row => row.Sku, row => row.Reserved);
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
