using Microservices.Inventory.Stock;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Tests.Data;

/// <summary>What every dialect of <see cref="Inventory.Data.Sql.IStockSql"/> does; an engine joins by creating a database.</summary>
public abstract class StockSqlConformance
{
    private readonly Guid _order = Guid.CreateVersion7();

    internal abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task Should_reserve_what_is_wanted_and_backorder_what_is_missing()
    {
        await using var database = await CreateAsync();
        await database.SetAsync(("CHAIR", 10), ("LAMP", 2), ("VASE", 0));

        var reserved = await database.ReserveAsync(_order, ("CHAIR", 4), ("LAMP", 5), ("VASE", 1));

        reserved.ShouldNotBeNull().OrderBy(row => row.Sku, StringComparer.Ordinal)
            .Select(row => (row.Sku, row.Wanted, row.Reserved))
            .ShouldBe([("CHAIR", 4L, 4L), ("LAMP", 5L, 2L), ("VASE", 1L, 0L)]);
        (await database.LevelAsync("CHAIR")).ShouldBe((10, 4));
        (await database.LevelAsync("LAMP")).ShouldBe((2, 2));
        (await database.LevelAsync("VASE")).ShouldBe((0, 0));
        var line = await database.LineAsync(_order, "LAMP");
        (line.Wanted, line.Reserved, line.Backordered).ShouldBe((5, 2, 3));
    }

    [Fact]
    public async Task Should_reserve_once_for_an_order()
    {
        await using var database = await CreateAsync();
        await database.SetAsync(("CHAIR", 10));
        await database.ReserveAsync(_order, ("CHAIR", 4));

        (await database.ReserveAsync(_order, ("CHAIR", 4))).ShouldBeNull();

        (await database.LevelAsync("CHAIR")).ShouldBe((10, 4));
    }

    [Fact]
    public async Task Should_serve_several_orders_in_turn()
    {
        await using var database = await CreateAsync();
        await database.SetAsync(("CHAIR", 10), ("LAMP", 5));
        var (second, third) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var reserved = await database.ReserveAllAsync(
            (_order, [("LAMP", 3)]), (second, [("CHAIR", 4), ("LAMP", 4)]), (third, [("CHAIR", 7), ("LAMP", 2)]));

        reserved.Select(rows => string.Join(", ", rows!.OrderBy(row => row.Sku, StringComparer.Ordinal)
            .Select(row => $"{row.Reserved} of {row.Wanted} {row.Sku}"))).ShouldBe(
            ["3 of 3 LAMP", "4 of 4 CHAIR, 2 of 4 LAMP", "6 of 7 CHAIR, 0 of 2 LAMP"]);
        (await database.LevelAsync("CHAIR")).ShouldBe((10, 10));
        (await database.LevelAsync("LAMP")).ShouldBe((5, 5));
        (await database.LineAsync(third, "LAMP")).Backordered.ShouldBe(2);
    }

    [Fact]
    public async Task Should_reserve_once_for_an_order_that_comes_twice_at_a_time()
    {
        await using var database = await CreateAsync();
        await database.SetAsync(("CHAIR", 10));

        var reserved = await database.ReserveAllAsync((_order, [("CHAIR", 4)]), (_order, [("CHAIR", 4)]));

        reserved.Count(rows => rows is null).ShouldBe(1);
        (await database.LevelAsync("CHAIR")).ShouldBe((10, 4));
    }

    [Fact]
    public async Task Should_leave_out_what_it_does_not_know_and_tell_cases_apart()
    {
        await using var database = await CreateAsync();
        await database.SetAsync(("chair", 10));

        (await database.ReserveAsync(_order, ("CHAIR", 1), ("chair", 1))).ShouldNotBeNull()
            .Select(row => row.Sku).ShouldBe(["chair"]);
        (await database.ReserveAsync(Guid.CreateVersion7(), ("CHAIR", 1))).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_take_odd_skus_as_they_are()
    {
        var skus = new[] { "BANK CHARGES", "A/B", "x\"y", "it's", "back\\slash", "Ä", "{0}", "a,b", "0123" };
        await using var database = await CreateAsync();
        await database.SetAsync([.. skus.Select(sku => (sku, 5L))]);

        var reserved = await database.ReserveAsync(_order, [.. skus.Select(sku => (sku, 2L))]);

        reserved.ShouldNotBeNull().Select(row => row.Sku).ShouldBe(skus, ignoreOrder: true);
        foreach (var sku in skus)
            (await database.LevelAsync(sku)).ShouldBe((5, 2));
    }

    [Fact]
    public async Task Should_count_beyond_what_an_int_holds()
    {
        await using var database = await CreateAsync();
        await database.SetAsync(("BOLT", 3_000_000_000));

        await database.ReserveAsync(_order, ("BOLT", 5_000_000_000));

        var line = await database.LineAsync(_order, "BOLT");
        (line.Wanted, line.Reserved, line.Backordered).ShouldBe((5_000_000_000, 3_000_000_000, 2_000_000_000));
    }

    [Fact]
    public async Task Should_refuse_a_count_below_what_is_reserved()
    {
        await using var database = await CreateAsync();
        (await database.SetAsync("CHAIR", 10)).IsCreated.ShouldBeTrue();
        await database.ReserveAsync(_order, ("CHAIR", 4));

        var refused = await database.SetAsync("CHAIR", 3);
        refused.IsBelowReserved.ShouldBeTrue();
        refused.Level.Reserved.ShouldBe(4);
        (await database.LevelAsync("CHAIR")).ShouldBe((10, 4));

        var taken = await database.SetAsync("CHAIR", 4);
        taken.IsBelowReserved.ShouldBeFalse();
        taken.IsCreated.ShouldBeFalse();
        (await database.LevelAsync("CHAIR")).ShouldBe((4, 4));
    }

    [Fact]
    public async Task Should_give_new_stock_to_those_who_wait_oldest_first()
    {
        var (first, second, third) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var database = await CreateAsync();
        await database.SetAsync(("LAMP", 1), ("VASE", 0));
        await database.ReserveAsync(first, ("LAMP", 3), ("VASE", 1));
        await database.ReserveAsync(second, ("LAMP", 4));
        await database.ReserveAsync(third, ("LAMP", 2));

        await database.SetAsync(("LAMP", 5));

        (await database.LevelAsync("LAMP")).ShouldBe((5, 5));
        (await BackorderedAsync(database, first, second, third)).ShouldBe([0L, 2, 2]);
        (await database.LineAsync(first, "VASE")).Backordered.ShouldBe(1, "other SKUs are not touched");

        await database.SetAsync(("LAMP", 100));

        (await database.LevelAsync("LAMP")).ShouldBe((100, 9));
        (await BackorderedAsync(database, first, second, third)).ShouldBe([0L, 0, 0]);
    }

    [Fact]
    public async Task Should_name_each_reservation_that_got_something_once()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var database = await CreateAsync();
        await database.SetAsync(("LAMP", 0), ("VASE", 0), ("BED", 0));
        await database.ReserveAsync(first, ("LAMP", 3), ("VASE", 1));
        await database.ReserveAsync(second, ("LAMP", 4));
        await database.ReserveAsync(Guid.CreateVersion7(), ("BED", 1));

        (await database.AllocateAsync(("LAMP", 0), ("VASE", 0), ("BED", 0))).ShouldBeEmpty();
        (await database.AllocateAsync(("LAMP", 2), ("VASE", 5))).ShouldBe([first]);
        (await database.AllocateAsync(("LAMP", 9))).ShouldBe([first, second], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_serve_the_oldest_that_stock_can_reach_a_limited_number_at_a_time()
    {
        var orders = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        await using var database = await CreateAsync();
        await database.SetAsync(("LAMP", 0), ("BED", 0));
        await database.ReserveAsync(Guid.CreateVersion7(), ("BED", 1));
        foreach (var order in orders)
            await database.ReserveAsync(order, ("LAMP", 2));

        (await database.AllocateAsync(2, ("LAMP", 9), ("BED", 0))).ShouldBe(orders[..2], ignoreOrder: true);
        (await database.AllocateAsync(2, ("LAMP", 9), ("BED", 0))).ShouldBe(orders[2..4], ignoreOrder: true);
        (await database.AllocateAsync(2, ("LAMP", 9), ("BED", 0))).ShouldBe(orders[4..]);
        (await database.AllocateAsync(2, ("LAMP", 9), ("BED", 0))).ShouldBeEmpty();
        (await BackorderedAsync(database, orders)).ShouldBe([0L, 0, 0, 0, 1]);
    }

    [Fact]
    public async Task Should_serve_all_who_wait_in_transactions_of_limited_size()
    {
        var orders = Enumerable.Range(0, BackorderAllocation.BatchSize + 1).Select(_ => Guid.CreateVersion7()).ToArray();
        await using var database = await CreateAsync();
        await database.SetAsync(("LAMP", 0));
        await database.ReserveAllAsync([.. orders.Select(order => (order, new[] { ("LAMP", 2L) }))]);
        var before = database.Commits;

        await database.SetAsync(("LAMP", (2 * orders.Length) - 1));

        (await database.LevelAsync("LAMP")).Reserved.ShouldBe((2 * orders.Length) - 1);
        (await BackorderedAsync(database, orders[^2], orders[^1])).ShouldBe([0L, 1]);
        (database.Commits - before).ShouldBe(3, "a full transaction, the rest, and one that finds nothing");
    }

    [Fact]
    public async Task Should_let_nobody_overtake_those_who_still_wait()
    {
        var (first, second, late) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var database = await CreateAsync();
        await database.SetAsync(("LAMP", 0), ("BED", 10));
        await database.ReserveAsync(first, ("LAMP", 2));
        await database.ReserveAsync(second, ("LAMP", 2));
        await database.AllocateAsync(1, ("LAMP", 5));

        (await database.ReserveAsync(late, ("LAMP", 2), ("BED", 1))).ShouldNotBeNull()
            .OrderBy(row => row.Sku, StringComparer.Ordinal).Select(row => (row.Sku, row.Reserved)).ShouldBe([("BED", 1L), ("LAMP", 0L)]);

        (await database.ServeAllAsync("LAMP")).ShouldBe(2);
        (await BackorderedAsync(database, first, second, late)).ShouldBe([0L, 0, 1]);
        (await database.LevelAsync("LAMP")).ShouldBe((5, 5));
    }

    [Fact]
    public async Task Should_resume_what_was_interrupted()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var database = await CreateAsync();
        await database.SetAsync(("LAMP", 0), ("BED", 0), ("VASE", 7));
        await database.ReserveAsync(first, ("LAMP", 2));
        await database.ReserveAsync(second, ("LAMP", 2), ("BED", 1));
        await database.AllocateAsync(1, ("LAMP", 5));

        (await database.ResumeAsync()).ShouldBe(1);
        (await BackorderedAsync(database, first, second)).ShouldBe([0L, 0]);
        (await database.ResumeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_take_a_count_however_often_it_was_set()
    {
        await using var database = await CreateAsync();
        await database.SetAsync(("LAMP", 1));
        await using (var context = database.Open())
            await context.Stock.ExecuteUpdateAsync(set => set.SetProperty(item => item.Revision, int.MaxValue), TestContext.Current.CancellationToken);

        (await database.SetAsync("LAMP", 5)).IsCreated.ShouldBeFalse();

        (await database.LevelAsync("LAMP")).ShouldBe((5, 0));
    }

    private static async Task<List<long>> BackorderedAsync(TestDatabase database, params Guid[] orders)
    {
        var backordered = new List<long>();
        foreach (var order in orders)
            backordered.Add((await database.LineAsync(order, "LAMP")).Backordered);
        return backordered;
    }
}
