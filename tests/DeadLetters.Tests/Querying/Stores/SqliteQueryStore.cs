using Microservices.DeadLetters.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Querying.Stores;

public sealed class SqliteQueryStore : QueryStore
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        return base.DisposeAsync();
    }

    internal override DeadLettersDbContext Open() => new(new DbContextOptionsBuilder<DeadLettersDbContext>()
        .UseSqlite($"Data Source={_file}").UseSnakeCaseNamingConvention().Options);

    internal override async Task<DeadLettersDbContext> CreateAsync()
    {
        var context = Open();
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return context;
    }
}
