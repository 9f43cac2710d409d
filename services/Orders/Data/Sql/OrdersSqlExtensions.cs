using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Data.Sql;

/// <summary>Chooses the SQL of the DbContext's engine.</summary>
internal static class OrdersSqlExtensions
{
    internal static IOrdersSql Sql(this OrdersDbContext dbContext) =>
        dbContext.Database.IsSqlite() ? SqliteOrdersSql.Instance : PostgresOrdersSql.Instance;
}
