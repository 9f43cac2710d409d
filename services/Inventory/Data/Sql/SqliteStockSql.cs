using System.Text.Json;
using Microservices.Inventory.Reservations;
using Microservices.Inventory.Stock;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Data.Sql;

/// <summary>SQLite has one writer at a time, so that nothing needs to be locked; sets come as JSON arrays.</summary>
internal sealed class SqliteStockSql : IStockSql
{
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
            ON CONFLICT (sku) DO UPDATE SET on_hand = excluded.on_hand, revision = item.revision + 1,
                updated_at = excluded.updated_at
            WHERE item.reserved <= excluded.on_hand
            RETURNING sku, on_hand, reserved, revision, updated_at
            """).AsNoTracking().ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> AllocateBackordersAsync(InventoryDbContext dbContext, IReadOnlyList<string> skus,
        CancellationToken cancellationToken)
    {
        var changed = JsonSerializer.Serialize(skus);

        var served = await dbContext.Database.SqlQuery<Guid>($"""
            UPDATE reservation_lines
            SET reserved = reserved + MIN(backordered, waiting.left_for_it),
                backordered = backordered - MIN(backordered, waiting.left_for_it)
            FROM (
                SELECT line.reservation_id AS id, line.sku AS name, stock.on_hand - stock.reserved
                    - (SUM(line.backordered) OVER (PARTITION BY line.sku ORDER BY reservation.reserved_at, reservation.id)
                        - line.backordered) AS left_for_it
                FROM reservation_lines AS line
                JOIN reservations AS reservation ON reservation.id = line.reservation_id
                JOIN stock ON stock.sku = line.sku
                WHERE line.sku IN (SELECT value FROM json_each({changed})) AND line.backordered > 0
                    AND stock.on_hand > stock.reserved
            ) AS waiting
            WHERE reservation_id = waiting.id AND sku = waiting.name AND waiting.left_for_it > 0
            RETURNING reservation_id AS "Value"
            """).ToListAsync(cancellationToken);
        if (served.Count == 0)
            return [];

        // An UPDATE cannot feed another one here, so the sum is taken anew.
        await dbContext.Database.ExecuteSqlAsync($"""
            UPDATE stock SET reserved = line.total
            FROM (SELECT sku, SUM(reserved) AS total FROM reservation_lines
                WHERE sku IN (SELECT value FROM json_each({changed})) GROUP BY sku) AS line
            WHERE stock.sku = line.sku
            """, cancellationToken);
        return [.. served.Distinct()];
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
            INSERT INTO reservation_lines (reservation_id, sku, wanted, reserved, backordered)
            SELECT {reservation.Id}, stock.sku, input.pieces, MIN(input.pieces, stock.on_hand - stock.reserved),
                input.pieces - MIN(input.pieces, stock.on_hand - stock.reserved)
            FROM (SELECT value ->> 0 AS sku, value ->> 1 AS pieces FROM json_each({input})) AS input
            JOIN stock ON stock.sku = input.sku
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
