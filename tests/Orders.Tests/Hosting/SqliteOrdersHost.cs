using Microsoft.Data.Sqlite;

namespace Microservices.Orders.Tests.Hosting;

/// <summary>As in Standalone: SQLite and a broker in memory.</summary>
public sealed class SqliteOrdersHost : OrdersHost
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orders-tests-").FullName;

    protected override Task<(string Database, string Broker)> CreateServersAsync(CancellationToken cancellationToken) =>
        Task.FromResult(($"Data Source={Path.Combine(_folder, "orders.db")}", "memory://"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
