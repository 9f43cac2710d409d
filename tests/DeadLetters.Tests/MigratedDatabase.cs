using Microservices.DeadLetters.Data;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests;

/// <summary>Databases of the service on PostgreSQL, up to date.</summary>
internal static class MigratedDatabase
{
    public static Task<string> CreateAsync() => PostgresServer.CreateMigratedDatabaseAsync(typeof(DeadLettersDbContext), async database =>
    {
        await using var context = new DeadLettersDbContext(
            new DbContextOptionsBuilder<DeadLettersDbContext>().UseNpgsql(database).UseSnakeCaseNamingConvention().Options);
        await context.Database.MigrateAsync();
    }, TestContext.Current.CancellationToken);
}
