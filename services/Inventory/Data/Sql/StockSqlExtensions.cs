using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Data.Sql;

internal static class StockSqlExtensions
{
    private static readonly PostgresStockSql Postgres = new();
    private static readonly SqliteStockSql Sqlite = new();

    /// <summary>The statements in the dialect of the database.</summary>
    internal static IStockSql StockSql(this InventoryDbContext dbContext) =>
        dbContext.Database.IsSqlite() ? Sqlite : Postgres;
}
