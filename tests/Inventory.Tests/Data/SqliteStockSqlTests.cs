using Microservices.Inventory.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Tests.Data;

public sealed class SqliteStockSqlTests : StockSqlConformance
{
    internal override Task<TestDatabase> CreateAsync() => CreateDatabaseAsync();

    internal static async Task<TestDatabase> CreateDatabaseAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"inventory-{Guid.CreateVersion7():N}.db");
        var database = new TestDatabase(
            new DbContextOptionsBuilder<InventoryDbContext>().UseSqlite($"Data Source={file};Pooling=False"), file);
        await using var context = database.Open();
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return database;
    }
}
