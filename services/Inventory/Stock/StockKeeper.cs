using Microservices.Inventory.Data;
using Microservices.Inventory.Data.Sql;
using Microservices.ServiceDefaults.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Stock;

/// <summary>Sets counts and reads levels.</summary>
internal sealed class StockKeeper(
    InventoryDbContext dbContext, BackorderAllocation backorders, TimeProvider timeProvider, ILogger<StockKeeper> logger)
{
    /// <summary>Sets one count; what becomes free goes to the orders that wait for it.</summary>
    internal async Task<SetStockResult> SetAsync(StockCount count, string actor, CancellationToken cancellationToken)
    {
        var set = await SetAsync([count], actor, cancellationToken);
        var item = await dbContext.Stock.AsNoTracking().SingleAsync(item => item.Sku == count.Sku, cancellationToken);
        if (set.Count > 0)
            logger.StockSet(item.Sku, item.OnHand, item.Reserved);
        return new SetStockResult(StockLevel.From(item), IsCreated: set is [{ Revision: 1 }], IsBelowReserved: set.Count == 0);
    }

    /// <summary>
    /// Sets many counts in one transaction. What becomes free goes to the orders that wait for it: in the same transaction as far as
    /// one may serve them, then in further ones, of which a failure is logged and left to <see cref="BackorderResumption"/>.
    /// </summary>
    /// <param name="counts">Each SKU once, in any order.</param>
    /// <param name="actor">Who sets them, for the audit.</param>
    /// <param name="cancellationToken">
    /// Rolls all of them back, or leaves the further transactions to <see cref="BackorderResumption"/>.
    /// </param>
    /// <returns>The counts that were set; those missing are below what is reserved.</returns>
    internal async Task<IReadOnlyList<StockItem>> SetAsync(
        IReadOnlyCollection<StockCount> counts, string actor, CancellationToken cancellationToken)
    {
        var ordered = counts.OrderBy(count => count.Sku, StringComparer.Ordinal).ToList();
        IReadOnlyList<StockItem> set;
        List<string> known;
        var served = 0;
        await using (var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken))
        {
            set = await dbContext.StockSql().SetAsync(dbContext, ordered, timeProvider.GetUtcNow().UtcDateTime, cancellationToken);
            await AuditAsync(set, actor, cancellationToken);
            known = [.. set.Where(item => item.Revision > 1).Select(item => item.Sku)];
            if (known.Count > 0) // a new SKU has no back orders
                served = await backorders.ServeOldestAsync(known, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        if (served > 0)
            await TryServeAllAsync(known, cancellationToken);
        return set;
    }

    private async Task AuditAsync(IReadOnlyList<StockItem> set, string actor, CancellationToken cancellationToken)
    {
        if (set.Count == 0)
            return;

        dbContext.Audit(timeProvider.GetUtcNow(), actor, "stock.set", set is [var only] ? $"sku:{only.Sku}" : "stock",
            set.ToDictionary(item => item.Sku, item => item.OnHand));
        await dbContext.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Creates the SKUs that are not there yet and leaves the others alone.</summary>
    /// <returns>How many were created.</returns>
    internal async Task<int> AddMissingAsync(
        IReadOnlyCollection<StockCount> counts, CancellationToken cancellationToken)
    {
        var skus = counts.Select(count => count.Sku).ToList();
        var known = await dbContext.Stock.AsNoTracking().Where(item => skus.Contains(item.Sku))
            .Select(item => item.Sku).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var missing = counts.Where(count => !known.Contains(count.Sku)).ToList();
        return missing.Count == 0 ? 0 : (await SetAsync(missing, "system:seed", cancellationToken)).Count;
    }

    /// <summary>What there is of a SKU.</summary>
    /// <returns>The level, or <see langword="null"/> if the SKU is unknown.</returns>
    internal async Task<StockLevel?> FindAsync(string sku, CancellationToken cancellationToken) =>
        await dbContext.Stock.AsNoTracking().FirstOrDefaultAsync(item => item.Sku == sku, cancellationToken) is { } item
            ? StockLevel.From(item)
            : null;

    /// <summary>A page of the stock by key: as quick at the end as at the beginning.</summary>
    internal async Task<StockPage> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var items = await dbContext.Stock.AsNoTracking()
            .Where(item => after == null || item.Sku.CompareTo(after) > 0)
            .OrderBy(item => item.Sku).Take(limit + 1).ToListAsync(cancellationToken);
        var page = items.Take(limit).Select(StockLevel.From).ToList();
        return new StockPage(page, items.Count > limit ? page[^1].Sku : null);
    }

    /// <summary>How many pieces are reserved of each of the SKUs.</summary>
    internal Task<Dictionary<string, long>> ReservedAsync(List<string> skus, CancellationToken cancellationToken) =>
        dbContext.Stock.AsNoTracking().Where(item => skus.Contains(item.Sku))
            .ToDictionaryAsync(item => item.Sku, item => item.Reserved, StringComparer.Ordinal, cancellationToken);

    // The counts are committed: an error would tell the caller that they are not. BackorderResumption does the rest.
    private async Task TryServeAllAsync(List<string> skus, CancellationToken cancellationToken)
    {
        try
        {
            await backorders.ServeAllAsync(skus, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            dbContext.ChangeTracker.Clear(); // else the next save of the scope tells of what was rolled back
            logger.BackordersNotServed(skus.Count, exception);
        }
    }
}
