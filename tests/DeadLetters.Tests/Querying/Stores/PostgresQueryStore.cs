using Microservices.DeadLetters.Data;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Querying.Stores;

public sealed class PostgresQueryStore : QueryStore
{
    private string _connectionString = "";

    internal override DeadLettersDbContext Open() => new(new DbContextOptionsBuilder<DeadLettersDbContext>()
        .UseNpgsql(_connectionString).UseSnakeCaseNamingConvention().Options);

    internal override async Task<DeadLettersDbContext> CreateAsync()
    {
        _connectionString = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var context = Open();
        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return context;
    }
}
