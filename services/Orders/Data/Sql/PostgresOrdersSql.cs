using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Microservices.Orders.Data.Sql;

internal sealed class PostgresOrdersSql : IOrdersSql
{
    internal static readonly PostgresOrdersSql Instance = new();

    // Not FOR UPDATE, which would wait for steps that refer to the order.
    public string RowLock => "FOR NO KEY UPDATE";

    public Task<long> NextOrderNumberAsync(OrdersDbContext dbContext, CancellationToken cancellationToken) =>
        dbContext.Database
            .SqlQuery<long>($"SELECT nextval({OrdersDbContext.OrderNumberSequence}::regclass) AS \"Value\"")
            .SingleAsync(cancellationToken);

    public Task LockOrderAsync(OrdersDbContext dbContext, Guid orderId, CancellationToken cancellationToken) =>
        dbContext.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({orderId.ToString()}, 0))", cancellationToken);

    public bool IsRace(DbUpdateException exception) => exception.InnerException is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure
    };
}
