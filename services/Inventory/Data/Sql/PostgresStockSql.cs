using Microservices.Inventory.Reservations;
using Microservices.Inventory.Stock;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Data.Sql;

internal sealed class PostgresStockSql : IStockSql
{
    public async Task<IReadOnlyList<ReservedPieces>?> ReserveAsync(InventoryDbContext dbContext, Reservation reservation,
        IReadOnlyList<WantedPieces> wanted, CancellationToken cancellationToken)
    {
        var skus = wanted.Select(item => item.Sku).ToArray();
        var pieces = wanted.Select(item => item.Pieces).ToArray();

        // One round trip. The rows are locked in the order of the sort, and locking reads their newest version: what an
        // order before this one took in the meantime is seen. Everything hangs on the reservation being new.
        var rows = await dbContext.Database.SqlQuery<ReservedPieces>($"""
            WITH reservation AS (
                INSERT INTO reservations (id, order_id, reserved_at)
                VALUES ({reservation.Id}, {reservation.OrderId}, {reservation.ReservedAt})
                ON CONFLICT (order_id) DO NOTHING
                RETURNING id
            ), wanted AS MATERIALIZED (
                SELECT input.sku, input.pieces, reservation.id AS reservation_id
                FROM reservation, unnest({skus}, {pieces}) AS input (sku, pieces)
            ), locked AS (
                SELECT stock.sku, wanted.reservation_id, wanted.pieces AS wanted,
                    LEAST(wanted.pieces, stock.on_hand - stock.reserved) AS reserved
                FROM stock JOIN wanted ON wanted.sku = stock.sku
                ORDER BY stock.sku
                FOR NO KEY UPDATE OF stock
            ), taken AS (
                UPDATE stock SET reserved = stock.reserved + locked.reserved, updated_at = {reservation.ReservedAt}
                FROM locked WHERE stock.sku = locked.sku AND locked.reserved > 0
            ), lines AS (
                INSERT INTO reservation_lines (reservation_id, sku, wanted, reserved, backordered)
                SELECT reservation_id, sku, wanted, reserved, wanted - reserved FROM locked
            )
            SELECT locked.sku, locked.wanted, locked.reserved FROM reservation LEFT JOIN locked ON true
            """).ToListAsync(cancellationToken);

        return rows.Count == 0 ? null : rows.FindAll(row => row.Sku is not null);
    }

    public async Task<IReadOnlyList<StockItem>> SetAsync(InventoryDbContext dbContext, IReadOnlyList<StockCount> counts,
        DateTime now, CancellationToken cancellationToken)
    {
        var skus = counts.Select(count => count.Sku).ToArray();
        var onHand = counts.Select(count => count.OnHand).ToArray();

        return await dbContext.Stock.FromSql($"""
            INSERT INTO stock AS item (sku, on_hand, reserved, revision, updated_at)
            SELECT input.sku, input.on_hand, 0, 1, {now}
            FROM unnest({skus}, {onHand}) AS input (sku, on_hand)
            ORDER BY input.sku COLLATE "C"
            ON CONFLICT (sku) DO UPDATE SET on_hand = excluded.on_hand, revision = item.revision + 1,
                updated_at = excluded.updated_at
            WHERE item.reserved <= excluded.on_hand
            RETURNING item.sku, item.on_hand, item.reserved, item.revision, item.updated_at
            """).AsNoTracking().ToListAsync(cancellationToken);
    }

    public Task AllocateBackordersAsync(InventoryDbContext dbContext, IReadOnlyList<string> skus,
        CancellationToken cancellationToken)
    {
        var changed = skus.ToArray();

        // Reservations are written by those who hold the lock on the stock, which is ours now: none is on its way.
        return dbContext.Database.ExecuteSqlAsync($"""
            WITH waiting AS (
                SELECT line.reservation_id, line.sku, line.backordered, stock.on_hand - stock.reserved
                    - (SUM(line.backordered) OVER (PARTITION BY line.sku ORDER BY reservation.reserved_at, reservation.id)
                        - line.backordered) AS left_for_it
                FROM reservation_lines AS line
                JOIN reservations AS reservation ON reservation.id = line.reservation_id
                JOIN stock ON stock.sku = line.sku
                WHERE line.sku = ANY ({changed}) AND line.backordered > 0 AND stock.on_hand > stock.reserved
            ), given AS (
                SELECT reservation_id, sku, LEAST(backordered, left_for_it)::bigint AS pieces
                FROM waiting WHERE left_for_it > 0
            ), served AS (
                UPDATE reservation_lines AS line
                SET reserved = line.reserved + given.pieces, backordered = line.backordered - given.pieces
                FROM given WHERE line.reservation_id = given.reservation_id AND line.sku = given.sku
            )
            UPDATE stock SET reserved = stock.reserved + total.pieces
            FROM (SELECT sku, SUM(pieces)::bigint AS pieces FROM given GROUP BY sku) AS total
            WHERE stock.sku = total.sku
            """, cancellationToken);
    }
}
