using System.Diagnostics.Metrics;
using MassTransit;
using Microservices.Inventory.Data;
using Microservices.Inventory.Data.Sql;
using Microservices.Inventory.Reservations;
using Microservices.Inventory.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microservices.Inventory.Tests.Data;

/// <summary>An inventory database without a broker: what the statements do by themselves.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly InventoryMetrics _metrics = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
    private readonly CommitCounter _commits = new();
    private readonly DbContextOptions<InventoryDbContext> _options;
    private readonly string? _file;
    private int _reservations;

    internal TestDatabase(DbContextOptionsBuilder<InventoryDbContext> options, string? file = null)
    {
        _options = options.UseSnakeCaseNamingConvention().AddInterceptors(_commits).Options;
        _file = file;
    }

    /// <summary>How many transactions were committed.</summary>
    internal int Commits => _commits.Count;

    /// <summary>Lets a number of transactions be committed, and refuses those behind.</summary>
    internal void FailAfter(int transactions) => _commits.Limit = _commits.Count + transactions;

    internal string ConnectionString
    {
        get
        {
            using var context = Open();
            return context.Database.GetConnectionString()!; // the options hold it
        }
    }

    internal InventoryDbContext Open() => new(_options);

    internal async Task SetAsync(params (string Sku, long OnHand)[] counts)
    {
        await using var context = Open();
        await Keeper(context).SetAsync([.. counts.Select(count => new StockCount(count.Sku, count.OnHand))], "key:tests",
            TestContext.Current.CancellationToken);
    }

    internal async Task<SetStockResult> SetAsync(string sku, long onHand)
    {
        await using var context = Open();
        return await Keeper(context).SetAsync(new StockCount(sku, onHand), "key:tests", TestContext.Current.CancellationToken);
    }

    /// <summary>Sets counts and serves those who wait, in one transaction; returns the orders that got something.</summary>
    internal Task<IReadOnlyList<Guid>> AllocateAsync(params (string Sku, long OnHand)[] counts) =>
        AllocateAsync(BackorderAllocation.BatchSize, counts);

    /// <summary>Sets counts and serves some of those who wait, as a process does that ends before its next transaction.</summary>
    internal async Task<IReadOnlyList<Guid>> AllocateAsync(int limit, params (string Sku, long OnHand)[] counts)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var context = Open();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.StockSql().SetAsync(context, [.. counts.OrderBy(count => count.Sku, StringComparer.Ordinal)
            .Select(count => new StockCount(count.Sku, count.OnHand))], Start, cancellationToken);
        var served = await context.StockSql().AllocateBackordersAsync(
            context, [.. counts.Select(count => count.Sku)], limit, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var orders = await context.Reservations.Where(reservation => served.Contains(reservation.Id))
            .ToDictionaryAsync(reservation => reservation.Id, reservation => reservation.OrderId, cancellationToken);
        return [.. served.Select(reservation => orders[reservation])];
    }

    /// <summary>Serves those who wait; returns how often an order got something.</summary>
    internal async Task<int> ServeAllAsync(params string[] skus)
    {
        await using var context = Open();
        return await Backorders(context).ServeAllAsync(skus, TestContext.Current.CancellationToken);
    }

    /// <summary>Serves those who wait although there is free stock; returns how often an order got something.</summary>
    internal async Task<int> ResumeAsync()
    {
        await using var context = Open();
        return await Backorders(context).ResumeAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reserves in a transaction of its own, each time a minute later.</summary>
    internal async Task<IReadOnlyList<ReservedPieces>?> ReserveAsync(Guid orderId, params (string Sku, long Pieces)[] wanted) =>
        (await ReserveAllAsync((orderId, wanted)))[0];

    /// <summary>Reserves for several orders in one transaction; null for one that has a reservation.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<ReservedPieces>?>> ReserveAllAsync(
        params (Guid OrderId, (string Sku, long Pieces)[] Wanted)[] orders)
    {
        var all = orders.Select(order => new WantedReservation(
            new Reservation
            {
                Id = Guid.CreateVersion7(),
                OrderId = order.OrderId,
                ReservedAt = Start.AddMinutes(Interlocked.Increment(ref _reservations)),
            },
            [.. order.Wanted.Select(item => new WantedPieces(item.Sku, item.Pieces))])).ToList();

        var cancellationToken = TestContext.Current.CancellationToken;
        await using var context = Open();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var reserved = await context.StockSql().ReserveAsync(context, all, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. all.Select(item => reserved.GetValueOrDefault(item.Reservation.Id))];
    }

    internal async Task<(long OnHand, long Reserved)> LevelAsync(string sku)
    {
        await using var context = Open();
        var item = await context.Stock.AsNoTracking().SingleAsync(item => item.Sku == sku, TestContext.Current.CancellationToken);
        return (item.OnHand, item.Reserved);
    }

    internal async Task<ReservationLine> LineAsync(Guid orderId, string sku)
    {
        await using var context = Open();
        return await context.Reservations.AsNoTracking().Where(reservation => reservation.OrderId == orderId)
            .SelectMany(reservation => reservation.Lines).SingleAsync(line => line.Sku == sku, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is null)
            return;

        await using (var context = Open())
            await context.Database.EnsureDeletedAsync();
        File.Delete(_file);
    }

    private StockKeeper Keeper(InventoryDbContext context) =>
        new(context, Backorders(context), TimeProvider.System, NullLogger<StockKeeper>.Instance);

    private BackorderAllocation Backorders(InventoryDbContext context) => new(context,
        new BackorderReports(context, new BusOutbox<InventoryDbContext>(SilentBus.Create()), _metrics, NullLogger<BackorderReports>.Instance),
        TimeProvider.System);
}
