using Microservices.Inventory.Data;
using Microservices.Inventory.Data.Sql;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Stock;

/// <summary>
/// Gives free stock to the orders that wait for it, the oldest first. Each transaction serves a limited number of them, so that
/// memory and locks stay bounded however many wait.
/// </summary>
internal sealed class BackorderAllocation(InventoryDbContext dbContext, BackorderReports reports, TimeProvider timeProvider)
{
    /// <summary>How many orders one transaction serves at most.</summary>
    internal const int BatchSize = 500;

    /// <summary>Serves the oldest waiting orders in the caller's transaction, and publishes what each of them has now.</summary>
    /// <param name="skus">The SKUs that may have free stock.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many orders received stock; when it is zero, nothing is left to serve.</returns>
    internal async Task<int> ServeOldestAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var served = await dbContext.StockSql().AllocateBackordersAsync(dbContext, skus, BatchSize, cancellationToken);
        await reports.PublishAsync(served, timeProvider.GetUtcNow().UtcDateTime, cancellationToken);
        return served.Count;
    }

    /// <summary>Serves waiting orders in one transaction after another until nothing is left to serve.</summary>
    /// <param name="skus">The SKUs that may have free stock.</param>
    /// <param name="cancellationToken">Stops between transactions; orders that were served stay served.</param>
    /// <returns>How often an order received stock.</returns>
    internal async Task<int> ServeAllAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var total = 0;
        int served;
        do
        {
            await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
            served = await ServeOldestAsync(skus, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            total += served;
        }
        while (served > 0);

        return total;
    }

    /// <summary>Serves the orders that wait although there is free stock, because the process that served them ended.</summary>
    /// <param name="cancellationToken">Stops between transactions.</param>
    /// <returns>How often an order received stock.</returns>
    internal async Task<int> ResumeAsync(CancellationToken cancellationToken)
    {
        var skus = await dbContext.Stock.AsNoTracking()
            .Where(item => item.OnHand > item.Reserved
                && dbContext.ReservationLines.Any(line => line.Sku == item.Sku && line.Backordered > 0))
            .Select(item => item.Sku).ToListAsync(cancellationToken);
        return skus.Count == 0 ? 0 : await ServeAllAsync(skus, cancellationToken);
    }
}
