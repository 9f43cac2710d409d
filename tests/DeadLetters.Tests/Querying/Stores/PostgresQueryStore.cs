using Microservices.DeadLetters.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Querying.Stores;

public sealed class PostgresQueryStore : QueryStore
{
    private string _connectionString = "";

    internal override DeadLettersDbContext Open() => new(new DbContextOptionsBuilder<DeadLettersDbContext>()
        .UseNpgsql(_connectionString).UseSnakeCaseNamingConvention().Options);

    internal override async Task<DeadLettersDbContext> CreateAsync()
    {
        _connectionString = await MigratedDatabase.CreateAsync();
        return Open();
    }
}
