using Microservices.Inventory.Data;
using Microservices.Inventory.Data.Sql;
using Microservices.Inventory.Stock;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Tests.Data;

public sealed class PostgresStockSqlTests : StockSqlConformance
{
    private const int Writers = 32;
    private const int Skus = 12;
    private const int OnHand = 400;

    /// <summary>
    /// Orders name the SKUs in random order, straight to the statement: it is the statement that locks them in one order.
    /// Counts of all SKUs are set in between, and duplicates compete for the same order.
    /// </summary>
    [Fact]
    public async Task Should_neither_deadlock_nor_oversell_when_many_want_the_same()
    {
        await using var database = await CreateAsync();
        var skus = Enumerable.Range(0, Skus).Select(number => $"SKU-{number}").ToArray();
        (string, long)[] counts = [.. skus.Select(sku => (sku, (long)OnHand))];
        await database.SetAsync(counts);
        var orders = Enumerable.Range(0, 320).Select(_ => Guid.CreateVersion7()).ToArray();

        await Parallel.ForEachAsync(orders.Concat(orders), new ParallelOptions { MaxDegreeOfParallelism = Writers },
            async (order, _) =>
            {
                var random = new Random(order.GetHashCode());
                var wanted = skus.OrderBy(_ => random.Next()).Take(1 + random.Next(Skus))
                    .Select(sku => (sku, 1L + random.Next(5))).ToArray();
                await database.ReserveAsync(order, wanted);
                if (random.Next(20) == 0)
                    await database.SetAsync(counts);
            });

        await using var context = database.Open();
        var cancellationToken = TestContext.Current.CancellationToken;
        (await context.Reservations.CountAsync(cancellationToken)).ShouldBe(orders.Length);
        foreach (var sku in skus)
        {
            var lines = context.ReservationLines.Where(line => line.Sku == sku);
            var reserved = await lines.SumAsync(line => line.Reserved, cancellationToken);
            var wanted = await lines.SumAsync(line => line.Wanted, cancellationToken);
            reserved.ShouldBe(Math.Min(OnHand, wanted), sku);
            (await database.LevelAsync(sku)).ShouldBe((OnHand, reserved));
        }
    }

    [Fact]
    public async Task Should_see_stock_that_comes_in_while_it_waits()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await CreateAsync();
        await database.SetAsync(("LAMP", 5));
        await using var context = database.Open();
        await using var observer = database.Open(); // a transaction sees the activity of its first look
        await using var arrival = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.StockSql().SetAsync(context, [new StockCount("LAMP", 30)], DateTime.UtcNow, cancellationToken);

        var reserving = database.ReserveAsync(Guid.CreateVersion7(), ("LAMP", 20));
        await Eventually.Holds(async () => await observer.Database.SqlQuery<int>(
            $"SELECT COUNT(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
            .SingleAsync(cancellationToken) == 1, "the reservation waits", cancellationToken: cancellationToken);
        await arrival.CommitAsync(cancellationToken);

        (await reserving)!.ShouldHaveSingleItem().Reserved.ShouldBe(20);
        (await database.LevelAsync("LAMP")).ShouldBe((30, 20));
    }

    internal override async Task<TestDatabase> CreateAsync()
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var options = new DbContextOptionsBuilder<InventoryDbContext>()
            .UseNpgsql(connectionString).UseSnakeCaseNamingConvention().Options;
        var database = new TestDatabase(options);
        await using var context = database.Open();
        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }
}
