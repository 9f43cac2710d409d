using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Data.Sql;

internal sealed class SqliteOrdersSql : IOrdersSql
{
    internal static readonly SqliteOrdersSql Instance = new();

    // https://www.sqlite.org/rescode.html
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;

    public string RowLock => "";

    public async Task<long> NextOrderNumberAsync(OrdersDbContext dbContext, CancellationToken cancellationToken)
    {
        // As a list: an INSERT cannot be the subquery that SingleAsync would make of it.
        var numbers = await dbContext.Database
            .SqlQuery<long>($"""
                INSERT INTO order_counters (name, value) VALUES ('order_number', 1)
                ON CONFLICT (name) DO UPDATE SET value = order_counters.value + 1
                RETURNING value AS "Value"
                """)
            .ToListAsync(cancellationToken);
        return numbers.Single();
    }

    public Task LockOrderAsync(OrdersDbContext dbContext, Guid orderId, CancellationToken cancellationToken) => Task.CompletedTask;

    public bool IsRace(DbUpdateException exception) => exception.InnerException is SqliteException
    {
        SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint
    };
}
