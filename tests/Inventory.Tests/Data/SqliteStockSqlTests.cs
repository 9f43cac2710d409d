using Microservices.Inventory.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Tests.Data;

public sealed class SqliteStockSqlTests : StockSqlConformance
{
    internal override async Task<TestDatabase> CreateAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"inventory-{Guid.CreateVersion7():N}.db");
        var options = new DbContextOptionsBuilder<InventoryDbContext>()
            .UseSqlite($"Data Source={file};Pooling=False").UseSnakeCaseNamingConvention().Options;
        var database = new TestDatabase(options, file);
        await using var context = database.Open();
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return database;
    }
}
