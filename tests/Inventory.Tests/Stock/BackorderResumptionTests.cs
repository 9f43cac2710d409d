using Microservices.Inventory.Tests.Data;
using Microservices.Inventory.Tests.Hosting;
using Microservices.Testing;

namespace Microservices.Inventory.Tests.Stock;

/// <summary>A process ended between two transactions: orders wait although there is free stock.</summary>
public sealed class BackorderResumptionTests
{
    [Fact]
    public async Task Should_resume_at_start()
    {
        await using var database = await SqliteStockSqlTests.CreateDatabaseAsync();
        var waiting = await InterruptAsync(database, "LAMP");

        await using var host = await InventoryHost.StartAsync(database.ConnectionString, "memory://");

        await FilledAsync(database, waiting, "LAMP");
    }

    [Fact]
    public async Task Should_resume_at_intervals()
    {
        await using var database = await SqliteStockSqlTests.CreateDatabaseAsync();
        await using var host = await InventoryHost.StartAsync(database.ConnectionString, "memory://", backorderInterval: "00:00:01");

        // The start may serve the first one.
        foreach (var sku in new[] { "LAMP", "VASE" })
            await FilledAsync(database, await InterruptAsync(database, sku), sku);
    }

    [Fact]
    public async Task Should_leave_a_count_set_that_not_all_could_be_served_from()
    {
        await using var database = await SqliteStockSqlTests.CreateDatabaseAsync();
        var order = Guid.CreateVersion7();
        await database.SetAsync(("LAMP", 0));
        await database.ReserveAsync(order, ("LAMP", 2));

        database.FailAfter(transactions: 1);
        var set = await database.SetAsync("LAMP", 5);

        (set.IsBelowReserved, set.Level.OnHand, set.Level.Reserved).ShouldBe((false, 5, 2));
        (await database.LineAsync(order, "LAMP")).Backordered.ShouldBe(0);
    }

    private static async Task<Guid> InterruptAsync(TestDatabase database, string sku)
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.SetAsync((sku, 0));
        await database.ReserveAsync(first, (sku, 2));
        await database.ReserveAsync(second, (sku, 2));
        await database.AllocateAsync(1, (sku, 5));
        return second;
    }

    private static Task FilledAsync(TestDatabase database, Guid order, string sku) => Eventually.Holds(
        async () => (await database.LineAsync(order, sku)).Backordered == 0, "the order has all of its pieces",
        cancellationToken: TestContext.Current.CancellationToken);
}
