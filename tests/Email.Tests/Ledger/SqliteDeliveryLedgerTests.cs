using Microservices.Email.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Email.Tests.Ledger;

public class SqliteDeliveryLedgerTests : DeliveryLedgerTests
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.NewGuid():N}.db");

    protected override Task AddDatabaseAsync(IServiceCollection services, CancellationToken cancellationToken)
    {
        services.AddDbContext<EmailDbContext>(options => options
            .UseSqlite($"Data Source={_file};Pooling=False")
            .UseSnakeCaseNamingConvention());
        return Task.CompletedTask;
    }

    protected override ValueTask DropDatabaseAsync()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        return ValueTask.CompletedTask;
    }
}
