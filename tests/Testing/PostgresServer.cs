using System.Collections.Concurrent;
using Microservices.Testing.Servers;
using Npgsql;

namespace Microservices.Testing;

/// <summary>
/// The PostgreSQL server that all tests of a process share, started at the first use: the one that the environment names,
/// else one in Docker, else installed binaries. It allows 300 connections and runs with <c>fsync</c> off.
/// </summary>
public static class PostgresServer
{
    /// <summary>Environment variable with the connection string of a superuser of a running server.</summary>
    public const string Variable = "TEST_POSTGRES";

    /// <summary>Environment variable that is 1 when that server is removed, with its data, after the tests.</summary>
    public const string TemporaryVariable = "TEST_POSTGRES_TEMPORARY";

    /// <summary>Whether all test processes of a run share the server and it is removed after them.</summary>
    internal static bool IsTemporary => Environment.GetEnvironmentVariable(TemporaryVariable) is "1";

    private static readonly ConcurrentDictionary<Type, Lazy<Task<string>>> Migrated = [];

    private static readonly Lazy<Task<string>> Shared = new(StartSharedAsync);

    /// <summary>The shared server's superuser; starts the server when it does not run yet.</summary>
    /// <param name="cancellationToken">Ends the wait, not the start.</param>
    /// <returns>An Npgsql connection string.</returns>
    /// <exception cref="InvalidOperationException">There is no server; the message says what to install.</exception>
    public static Task<string> GetConnectionStringAsync(CancellationToken cancellationToken) =>
        Shared.Value.WaitAsync(cancellationToken);

    /// <summary>Creates an empty database on the shared server.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection string of the database's owner. The database is dropped when this process ends.</returns>
    /// <exception cref="InvalidOperationException">There is no server; the message says what to install.</exception>
    public static async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken) =>
        await PostgresDatabase.CreateAsync(await GetConnectionStringAsync(cancellationToken), cancellationToken);

    /// <summary>Creates a database as a migration leaves it, which runs once in this process; all others copy the result.</summary>
    /// <param name="migration">What stands for the migration, such as the type of a DbContext.</param>
    /// <param name="migrateAsync">Migrates the database of a connection string, and keeps no connection.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection string of the database's owner.</returns>
    public static async Task<string> CreateMigratedDatabaseAsync(
        Type migration, Func<string, Task> migrateAsync, CancellationToken cancellationToken)
    {
        var template = await Migrated.GetOrAdd(migration, _ => new(() => MigrateAsync(migrateAsync))).Value.WaitAsync(cancellationToken);
        return await PostgresDatabase.CreateAsync(await GetConnectionStringAsync(cancellationToken), cancellationToken, template);
    }

    private static async Task<string> MigrateAsync(Func<string, Task> migrateAsync)
    {
        // A database that somebody is connected to cannot be copied.
        var database = new NpgsqlConnectionStringBuilder(await CreateDatabaseAsync(CancellationToken.None)) { Pooling = false };
        await migrateAsync(database.ConnectionString);
        return database.Database!; // has just got its name
    }

    /// <summary>Starts a server that nobody else uses, for a test that kills or restarts it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="settings">Settings on top of those for tests, such as <c>fsync=on</c>; they win.</param>
    /// <returns>The server, which is removed when it is disposed. The environment's server is never used for this.</returns>
    /// <exception cref="InvalidOperationException">There is no server; the message says what to install.</exception>
    public static async Task<PrivatePostgresServer> StartPrivateAsync(
        CancellationToken cancellationToken, params IEnumerable<string> settings)
    {
        var kind = new PostgresKind(settings);
        return new PrivatePostgresServer(kind, await ServerStarter.StartAsync(kind, fixedPorts: true, cancellationToken));
    }

    private static async Task<string> StartSharedAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connectionString)
        {
            // A server that goes on is left as it was found. Dropping many databases takes longer than a process may take
            // to end when the machine is busy, so it is not done for nothing.
            if (!IsTemporary)
                AppDomain.CurrentDomain.ProcessExit += (_, _) => PostgresDatabase.DropAll(connectionString);
            return connectionString;
        }

        // Hundreds of small databases live for seconds: looking after them takes longer than using them.
        var kind = new PostgresKind("autovacuum=off");
        // Never disposed: it ends with this process, which its supervisor or Testcontainers sees to.
        var server = await ServerStarter.StartAsync(kind, fixedPorts: false, CancellationToken.None);
        return kind.ConnectionString(server.Address);
    }
}
