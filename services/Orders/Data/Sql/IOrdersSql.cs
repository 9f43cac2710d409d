using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Data.Sql;

/// <summary>What the service asks of its database that EF Core has no word for.</summary>
internal interface IOrdersSql
{
    /// <summary>
    /// Takes the next number; no two callers get the same, a rolled back transaction may leave a gap.
    /// </summary>
    Task<long> NextOrderNumberAsync(OrdersDbContext dbContext, CancellationToken cancellationToken);

    /// <summary>
    /// What a query says at its end to hold its row until the transaction ends; empty where one writer works at a time anyway.
    /// </summary>
    string RowLock { get; }

    /// <summary>
    /// Waits until no other transaction holds the id of an order that need not exist, and holds it until this transaction ends.
    /// Nothing to do where one writer works at a time: a transaction that has read what another changed is refused there.
    /// </summary>
    Task LockOrderAsync(OrdersDbContext dbContext, Guid orderId, CancellationToken cancellationToken);

    /// <summary>
    /// Whether saving failed because somebody else was first: a key that is taken by now, or a lock that was lost.
    /// Trying again from the start shows which.
    /// </summary>
    bool IsRace(DbUpdateException exception);
}
