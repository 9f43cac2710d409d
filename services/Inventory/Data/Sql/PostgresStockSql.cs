using Microservices.Inventory.Reservations;
using Microservices.Inventory.Stock;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Data.Sql;

internal sealed class PostgresStockSql : IStockSql
{
    // The column is an integer, and one more fits.
    private const int MaxRevision = int.MaxValue - 1;

    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<ReservedPieces>>> ReserveAsync(InventoryDbContext dbContext,
        IReadOnlyList<WantedReservation> wanted, CancellationToken cancellationToken)
    {
        var ids = wanted.Select(item => item.Reservation.Id).ToArray();
        var orders = wanted.Select(item => item.Reservation.OrderId).ToArray();
        var times = wanted.Select(item => item.Reservation.ReservedAt).ToArray();
        var lines = wanted.SelectMany((item, turn) => item.Pieces.Select(pieces => (item.Reservation.Id, Turn: turn, pieces))).ToList();
        var lineIds = lines.Select(line => line.Id).ToArray();
        var turns = lines.Select(line => line.Turn).ToArray();
        var skus = lines.Select(line => line.pieces.Sku).ToArray();
        var pieces = lines.Select(line => line.pieces.Pieces).ToArray();

        await LockAsync(dbContext, skus, cancellationToken);

        // Who comes first gets what there is, so the sum of what those before wanted tells what is left. Everything hangs on the
        // reservation being new. A SKU that was created meanwhile is locked here.
        var rows = await dbContext.Database.SqlQuery<ReservedRow>($"""
            WITH reservation AS (
                INSERT INTO reservations (id, order_id, reserved_at)
                SELECT id, order_id, reserved_at FROM unnest({ids}, {orders}, {times}) AS input (id, order_id, reserved_at)
                ORDER BY order_id
                ON CONFLICT (order_id) DO NOTHING
                RETURNING id, reserved_at
            ), wanted AS MATERIALIZED (
                SELECT input.reservation_id, input.turn, input.sku, input.pieces
                FROM unnest({lineIds}, {turns}, {skus}, {pieces}) AS input (reservation_id, turn, sku, pieces)
                JOIN reservation ON reservation.id = input.reservation_id
            ), locked AS MATERIALIZED (
                SELECT stock.sku, CASE WHEN EXISTS (
                        SELECT 1 FROM reservation_lines AS line WHERE line.sku = stock.sku AND line.backordered > 0)
                    THEN 0 ELSE stock.on_hand - stock.reserved END AS free
                FROM stock WHERE stock.sku IN (SELECT sku FROM wanted)
                ORDER BY stock.sku
                FOR NO KEY UPDATE
            ), given AS MATERIALIZED (
                SELECT wanted.reservation_id, wanted.sku, wanted.pieces AS wanted,
                    LEAST(wanted.pieces, GREATEST(0, locked.free + wanted.pieces
                        - SUM(wanted.pieces) OVER (PARTITION BY wanted.sku ORDER BY wanted.turn)))::bigint AS reserved
                FROM wanted JOIN locked ON locked.sku = wanted.sku
            ), taken AS (
                UPDATE stock SET reserved = stock.reserved + total.pieces, updated_at = {times[0]}
                FROM (SELECT sku, SUM(reserved)::bigint AS pieces FROM given GROUP BY sku) AS total
                WHERE stock.sku = total.sku AND total.pieces > 0
            ), lines AS (
                INSERT INTO reservation_lines (reservation_id, sku, wanted, reserved, backordered)
                SELECT reservation_id, sku, wanted, reserved, wanted - reserved FROM given
            )
            SELECT reservation.id AS reservation_id, given.sku, given.wanted, given.reserved
            FROM reservation LEFT JOIN given ON given.reservation_id = reservation.id
            """).ToListAsync(cancellationToken);

        return ReservedRow.ByReservation(rows);
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
            ON CONFLICT (sku) DO UPDATE SET on_hand = excluded.on_hand, revision = LEAST(item.revision, {MaxRevision}) + 1,
                updated_at = excluded.updated_at
            WHERE item.reserved <= excluded.on_hand
            RETURNING item.sku, item.on_hand, item.reserved, item.revision, item.updated_at
            """).AsNoTracking().ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> AllocateBackordersAsync(InventoryDbContext dbContext, IReadOnlyList<string> skus, int limit,
        CancellationToken cancellationToken)
    {
        var changed = skus.ToArray();

        // Reservations are written by those who hold the lock on the stock, which is ours now: none is on its way.
        await LockAsync(dbContext, changed, cancellationToken);
        var served = await dbContext.Database.SqlQuery<Guid>($"""
            WITH short AS MATERIALIZED (
                SELECT line.reservation_id, line.sku, line.backordered, stock.on_hand - stock.reserved AS free
                FROM reservation_lines AS line JOIN stock ON stock.sku = line.sku
                WHERE line.sku = ANY ({changed}) AND line.backordered > 0 AND stock.on_hand > stock.reserved
            ), oldest AS (
                SELECT id, reserved_at FROM reservations WHERE id IN (SELECT reservation_id FROM short)
                ORDER BY reserved_at, id LIMIT {limit}
            ), waiting AS (
                SELECT short.reservation_id, short.sku, short.backordered, short.free + short.backordered
                    - SUM(short.backordered) OVER (PARTITION BY short.sku ORDER BY oldest.reserved_at, oldest.id) AS left_for_it
                FROM short JOIN oldest ON oldest.id = short.reservation_id
            ), given AS (
                SELECT reservation_id, sku, LEAST(backordered, left_for_it)::bigint AS pieces
                FROM waiting WHERE left_for_it > 0
            ), served AS (
                UPDATE reservation_lines AS line
                SET reserved = line.reserved + given.pieces, backordered = line.backordered - given.pieces
                FROM given WHERE line.reservation_id = given.reservation_id AND line.sku = given.sku
            ), taken AS (
                UPDATE stock SET reserved = stock.reserved + total.pieces
                FROM (SELECT sku, SUM(pieces)::bigint AS pieces FROM given GROUP BY sku) AS total
                WHERE stock.sku = total.sku
            )
            SELECT DISTINCT reservation_id AS "Value" FROM given
            """).ToListAsync(cancellationToken);

        // Always after the stock rows and by id, so that transactions cannot deadlock.
        if (served.Count > 0)
            await dbContext.Database.ExecuteSqlAsync(
                $"SELECT 1 FROM reservations WHERE id = ANY ({served}) ORDER BY id FOR NO KEY UPDATE", cancellationToken);
        return served;
    }

    // A statement of its own takes the locks, in the order of the sort, so that the next one sees what others committed
    // meanwhile. Otherwise PostgreSQL holds the update against the table's checks by the older row, and refuses stock that has
    // just come in.
    private static Task<int> LockAsync(InventoryDbContext dbContext, string[] skus, CancellationToken cancellationToken) =>
        dbContext.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM stock WHERE sku = ANY ({skus}) ORDER BY sku FOR NO KEY UPDATE", cancellationToken);
}
