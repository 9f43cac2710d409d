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
        await LockWaitAsync(observer);
        await arrival.CommitAsync(cancellationToken);

        (await reserving)!.ShouldHaveSingleItem().Reserved.ShouldBe(20);
        (await database.LevelAsync("LAMP")).ShouldBe((30, 20));
    }

    [Fact]
    public async Task Should_serve_once_those_who_wait_when_two_processes_serve_them()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var database = await CreateAsync();
        await database.SetAsync(("LAMP", 1));
        await database.ReserveAsync(first, ("LAMP", 3));
        await database.ReserveAsync(second, ("LAMP", 4));
        await using var context = database.Open();
        await using var observer = database.Open();
        await database.AllocateAsync(0, ("LAMP", 6)); // the process ends before it serves anybody
        await using var one = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.StockSql().AllocateBackordersAsync(context, ["LAMP"], limit: 1, cancellationToken);

        var other = database.ServeAllAsync("LAMP");
        await LockWaitAsync(observer);
        await one.CommitAsync(cancellationToken);

        (await other).ShouldBe(1);
        (await database.LineAsync(first, "LAMP")).Backordered.ShouldBe(0);
        (await database.LineAsync(second, "LAMP")).Backordered.ShouldBe(1);
        (await database.LevelAsync("LAMP")).ShouldBe((6, 6));
    }

    internal override async Task<TestDatabase> CreateAsync()
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var database = new TestDatabase(new DbContextOptionsBuilder<InventoryDbContext>().UseNpgsql(connectionString));
        await using var context = database.Open();
        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }

    private static Task LockWaitAsync(InventoryDbContext observer) => Eventually.Holds(async () => await observer.Database.SqlQuery<int>(
        $"SELECT COUNT(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        .SingleAsync(TestContext.Current.CancellationToken) == 1, "a transaction waits for a lock",
        cancellationToken: TestContext.Current.CancellationToken);
}
