using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Microservices.ServiceDefaults.Database;

/// <summary>Brings every registered database up to date.</summary>
internal sealed class DatabaseMigrator(IServiceScopeFactory scopes, IEnumerable<ServiceDatabase> databases)
{
    // One number for all services: advisory locks are per database, and each service has its own.
    private const long MigrationLock = 7_205_759_403_792_793;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>Creates what is missing in SQLite; PostgreSQL is left alone.</summary>
    public async Task CreateSqliteSchemasAsync(CancellationToken cancellationToken)
    {
        foreach (var database in databases.Where(database => database.IsSqlite))
            await WithContextAsync(database, context => CreateSqliteSchemaAsync(context, cancellationToken));
    }

    /// <summary>Applies the pending migrations; safe when several replicas do so at once.</summary>
    /// <param name="output">Told what was applied, a line each.</param>
    /// <param name="cancellationToken">Stops between two migrations.</param>
    public async Task MigrateAsync(TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var database in databases)
        {
            var applied = await WithContextAsync(database, context => database.IsSqlite
                ? CreateSqliteSchemaAsync(context, cancellationToken)
                : MigratePostgresAsync(context, cancellationToken));

            foreach (var migration in applied)
                await output.WriteLineAsync($"{database.ServiceName}: applied {migration}");
            if (applied.Count == 0)
                await output.WriteLineAsync($"{database.ServiceName}: up to date");
        }
    }

    private async Task<IReadOnlyList<string>> WithContextAsync(
        ServiceDatabase database, Func<DbContext, Task<IReadOnlyList<string>>> action)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await action((DbContext)scope.ServiceProvider.GetRequiredService(database.DbContextType));
    }

    private static async Task<IReadOnlyList<string>> CreateSqliteSchemaAsync(
        DbContext context, CancellationToken cancellationToken)
    {
        SqliteFile.CreateDirectory(context.Database.GetDbConnection().DataSource);
        var isNew = await context.Database.EnsureCreatedAsync(cancellationToken);
        if (!isNew)
            await SqliteSchema.AddWhatIsMissingAsync(context, cancellationToken);
        if (context is IExtendSqliteSchema extended)
            await context.Database.ExecuteSqlRawAsync(extended.SqliteSchemaExtension, cancellationToken);
        return isNew ? ["the schema"] : [];
    }

    private static async Task<IReadOnlyList<string>> MigratePostgresAsync(
        DbContext context, CancellationToken cancellationToken)
    {
        await CreatePostgresDatabaseAsync(context, cancellationToken);

        // EF Core locks its history table, but two replicas that create that table at once still collide. Ours is held
        // by the connection, so it is freed even when the process dies.
        context.Database.SetCommandTimeout(Timeout);
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            // The role's lock_timeout (deploy/postgres/roles) is for tables that others use, not for another migration.
            await context.Database.ExecuteSqlAsync($"SET lock_timeout = 0", cancellationToken);
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
            await context.Database.ExecuteSqlAsync($"RESET lock_timeout", cancellationToken);
            var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            await context.Database.MigrateAsync(cancellationToken);
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", cancellationToken);
            return pending;
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    private static async Task CreatePostgresDatabaseAsync(DbContext context, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
            return;

        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState
            is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another replica was quicker.
        }
    }
}
