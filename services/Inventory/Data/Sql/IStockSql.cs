using Microservices.Inventory.Reservations;
using Microservices.Inventory.Stock;

namespace Microservices.Inventory.Data.Sql;

/// <summary>
/// The statements that change stock, each over a whole set of SKUs. Every one locks the rows of <c>stock</c> in ordinal
/// order of the SKU, so that no two of them, from any number of processes, can wait for each other.
/// </summary>
internal interface IStockSql
{
    /// <summary>
    /// Reserves what there is of each SKU, for one reservation after the other, and writes the reservations with their lines;
    /// SKUs that are not in stock are left out. A SKU that older reservations wait for counts as having nothing free, so that no
    /// reservation overtakes them. To be run in a transaction.
    /// </summary>
    /// <param name="dbContext">The database.</param>
    /// <param name="wanted">The reservations in the order in which they are served.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>
    /// What was reserved, by the reservation's id; a reservation is missing if its order has one already, also in this list.
    /// </returns>
    Task<IReadOnlyDictionary<Guid, IReadOnlyList<ReservedPieces>>> ReserveAsync(InventoryDbContext dbContext,
        IReadOnlyList<WantedReservation> wanted, CancellationToken cancellationToken);

    /// <summary>Sets what is on hand, unless that is less than what is reserved; creates SKUs that are new.</summary>
    /// <param name="dbContext">The database.</param>
    /// <param name="counts">Each SKU once, in ordinal order.</param>
    /// <param name="now">The time of the change, in UTC.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>The rows that were set; those missing have more reserved.</returns>
    Task<IReadOnlyList<StockItem>> SetAsync(InventoryDbContext dbContext, IReadOnlyList<StockCount> counts,
        DateTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Gives what is free to the oldest of the reservations that wait for it. To be run in a transaction, again and again until no
    /// reservation receives stock.
    /// </summary>
    /// <param name="dbContext">The database.</param>
    /// <param name="skus">The SKUs that may have free stock.</param>
    /// <param name="limit">How many reservations are considered at most.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>
    /// Ids of the reservations that received stock. Their rows stay locked until the transaction ends, so that of concurrent changes to
    /// several SKUs the last one sees the whole reservation.
    /// </returns>
    Task<IReadOnlyList<Guid>> AllocateBackordersAsync(InventoryDbContext dbContext, IReadOnlyList<string> skus, int limit,
        CancellationToken cancellationToken);
}
