using System.Text.Json;
using Microservices.Inventory.Reservations;
using Microservices.Inventory.Stock;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Data.Sql;

/// <summary>SQLite has one writer at a time, so that nothing needs to be locked; sets come as JSON arrays.</summary>
internal sealed class SqliteStockSql : IStockSql
{
    // An int reads the column, and one more fits.
    private const int MaxRevision = int.MaxValue - 1;

    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<ReservedPieces>>> ReserveAsync(InventoryDbContext dbContext,
        IReadOnlyList<WantedReservation> wanted, CancellationToken cancellationToken)
    {
        // A statement costs no round trip here.
        var reserved = new Dictionary<Guid, IReadOnlyList<ReservedPieces>>();
        foreach (var (reservation, pieces) in wanted)
        {
            if (await ReserveAsync(dbContext, reservation, pieces, cancellationToken) is { } rows)
                reserved.Add(reservation.Id, rows);
        }

        return reserved;
    }

    public async Task<IReadOnlyList<StockItem>> SetAsync(InventoryDbContext dbContext, IReadOnlyList<StockCount> counts,
        DateTime now, CancellationToken cancellationToken)
    {
        var input = ToJson(counts.Select(count => (count.Sku, count.OnHand)));

        // "WHERE true": without it, SQLite takes ON for the beginning of a join.
        return await dbContext.Stock.FromSql($"""
            INSERT INTO stock AS item (sku, on_hand, reserved, revision, updated_at)
            SELECT value ->> 0, value ->> 1, 0, 1, {now} FROM json_each({input}) WHERE true
            ON CONFLICT (sku) DO UPDATE SET on_hand = excluded.on_hand, revision = MIN(item.revision, {MaxRevision}) + 1,
                updated_at = excluded.updated_at
            WHERE item.reserved <= excluded.on_hand
            RETURNING sku, on_hand, reserved, revision, updated_at
            """).AsNoTracking().ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> AllocateBackordersAsync(InventoryDbContext dbContext, IReadOnlyList<string> skus, int limit,
        CancellationToken cancellationToken)
    {
        var changed = JsonSerializer.Serialize(skus);

        var given = await dbContext.Database.SqlQuery<GivenPieces>($"""
            WITH short AS MATERIALIZED (
                SELECT line.reservation_id, line.sku, line.backordered, stock.on_hand - stock.reserved AS free
                FROM reservation_lines AS line JOIN stock ON stock.sku = line.sku
                WHERE line.sku IN (SELECT value FROM json_each({changed})) AND line.backordered > 0
                    AND stock.on_hand > stock.reserved
            ), oldest AS (
                SELECT id, reserved_at FROM reservations WHERE id IN (SELECT reservation_id FROM short)
                ORDER BY reserved_at, id LIMIT {limit}
            ), waiting AS (
                SELECT short.reservation_id, short.sku, short.backordered, short.free + short.backordered
                    - SUM(short.backordered) OVER (PARTITION BY short.sku ORDER BY oldest.reserved_at, oldest.id) AS left_for_it
                FROM short JOIN oldest ON oldest.id = short.reservation_id
            )
            SELECT reservation_id, sku, MIN(backordered, left_for_it) AS pieces FROM waiting WHERE left_for_it > 0
            """).ToListAsync(cancellationToken);

        foreach (var (reservation, sku, pieces) in given)
            await dbContext.Database.ExecuteSqlAsync($"""
                UPDATE reservation_lines SET reserved = reserved + {pieces}, backordered = backordered - {pieces}
                WHERE reservation_id = {reservation} AND sku = {sku}
                """, cancellationToken);
        foreach (var total in given.GroupBy(row => row.Sku, row => row.Pieces))
            await dbContext.Database.ExecuteSqlAsync(
                $"UPDATE stock SET reserved = reserved + {total.Sum()} WHERE sku = {total.Key}", cancellationToken);
        return [.. given.Select(row => row.ReservationId).Distinct()];
    }

    private static async Task<List<ReservedPieces>?> ReserveAsync(InventoryDbContext dbContext, Reservation reservation,
        IReadOnlyList<WantedPieces> wanted, CancellationToken cancellationToken)
    {
        var added = await dbContext.Database.ExecuteSqlAsync($"""
            INSERT INTO reservations (id, order_id, reserved_at)
            VALUES ({reservation.Id}, {reservation.OrderId}, {reservation.ReservedAt})
            ON CONFLICT (order_id) DO NOTHING
            """, cancellationToken);
        if (added == 0)
            return null;

        var input = ToJson(wanted.Select(item => (item.Sku, item.Pieces)));
        var rows = await dbContext.Database.SqlQuery<ReservedPieces>($"""
            WITH given AS MATERIALIZED (
                SELECT stock.sku, input.pieces AS wanted, MIN(input.pieces, CASE WHEN EXISTS (
                        SELECT 1 FROM reservation_lines AS line WHERE line.sku = stock.sku AND line.backordered > 0)
                    THEN 0 ELSE stock.on_hand - stock.reserved END) AS reserved
                FROM (SELECT value ->> 0 AS sku, value ->> 1 AS pieces FROM json_each({input})) AS input
                JOIN stock ON stock.sku = input.sku
            )
            INSERT INTO reservation_lines (reservation_id, sku, wanted, reserved, backordered)
            SELECT {reservation.Id}, sku, wanted, reserved, wanted - reserved FROM given
            RETURNING sku, wanted, reserved
            """).ToListAsync(cancellationToken);

        await dbContext.Database.ExecuteSqlAsync($"""
            UPDATE stock SET reserved = stock.reserved + line.reserved, updated_at = {reservation.ReservedAt}
            FROM reservation_lines AS line
            WHERE line.reservation_id = {reservation.Id} AND line.sku = stock.sku AND line.reserved > 0
            """, cancellationToken);
        return rows;
    }

    private static string ToJson(IEnumerable<(string Sku, long Number)> rows) =>
        JsonSerializer.Serialize(rows.Select(row => new object[] { row.Sku, row.Number }));
}
