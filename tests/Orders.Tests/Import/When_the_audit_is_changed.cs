using Microservices.Orders.Tests.Hosting;
using Microservices.ServiceDefaults.Auditing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Microservices.Orders.Tests.Import;

public sealed class When_the_audit_is_changed(PostgresOrdersHost host) : IClassFixture<PostgresOrdersHost>
{
    [Theory]
    [InlineData("UPDATE audit SET actor = 'key:somebody-else'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    public async Task Should_be_refused(string sql)
    {
        await host.WithDatabaseAsync(async dbContext =>
        {
            dbContext.Audit(DateTimeOffset.UnixEpoch, "key:shop", "orders.import.began", "import:1");
            await dbContext.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var refusal = await Should.ThrowAsync<PostgresException>(() =>
            host.WithDatabaseAsync(dbContext => dbContext.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken)));

        refusal.Message.ShouldContain("append-only");
    }
}
