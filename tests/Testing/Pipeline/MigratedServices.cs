using System.Collections.Concurrent;
using Microservices.Testing.Servers;
using Npgsql;

namespace Microservices.Testing.Pipeline;

/// <summary>
/// Databases and queues as the services' <c>migrate</c> makes them. It runs once for each service, in the test process that
/// needs it first; all others copy the result, which the shared server keeps as a database whose comment describes the queues.
/// </summary>
public static class MigratedServices
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Template>>> Templates = [];

    /// <summary>Gives a service its database on the shared server, and its queues in a virtual host.</summary>
    /// <param name="service">The service, such as <c>Orders</c>.</param>
    /// <param name="virtualHost">Where its queues are declared, on any broker.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection string of the database, which is dropped when this process ends.</returns>
    public static async Task<string> CreateAsync(string service, RabbitMqVirtualHost virtualHost, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(virtualHost);

        var template = await Templates.GetOrAdd(service, name => new(() => FindOrMakeAsync(name))).Value.WaitAsync(cancellationToken);
        await virtualHost.ImportAsync(template.Queues, cancellationToken);
        var server = await PostgresServer.GetConnectionStringAsync(cancellationToken);
        return await PostgresDatabase.CreateAsync(server, cancellationToken, template.Database);
    }

    private static async Task<Template> FindOrMakeAsync(string service)
    {
        var name = NameOf(service);
        await using var connection = new NpgsqlConnection(await PostgresServer.GetConnectionStringAsync(CancellationToken.None));
        await connection.OpenAsync();
        // One process migrates, the others wait. The lock ends with the connection.
        await using var @lock = new NpgsqlCommand($"SELECT pg_advisory_lock(hashtext('{name}'))", connection);
        await @lock.ExecuteNonQueryAsync();

        await using var find = new NpgsqlCommand(
            $"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{name}'", connection);
        return await find.ExecuteScalarAsync() is string queues
            ? new Template(name, queues)
            : await MakeAsync(service, name, connection);
    }

    private static async Task<Template> MakeAsync(string service, string name, NpgsqlConnection connection)
    {
        await using var virtualHost = await RabbitMqServer.CreateVirtualHostAsync(CancellationToken.None);
        var database = await PostgresServer.CreateDatabaseAsync(CancellationToken.None);
        await using var process = new ServiceProcess(service, new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database,
            ["ConnectionStrings__Broker"] = virtualHost.ConnectionString,
        }, CancellationToken.None);
        await process.MigrateAsync();

        var queues = await virtualHost.ExportAsync(CancellationToken.None);
        var migrated = new NpgsqlConnectionStringBuilder(database).Database;
        // The server may not have noticed yet that the process has ended. The rename comes last, so that a database of that name
        // is always complete.
        await using var finish = new NpgsqlCommand($"""
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{migrated}';
            COMMENT ON DATABASE {migrated} IS '{queues.Replace("'", "''", StringComparison.Ordinal)}';
            ALTER DATABASE {migrated} RENAME TO {name};
            """, connection);
        await finish.ExecuteNonQueryAsync();
        PostgresDatabase.DropLater(name);
        return new Template(name, queues);
    }

    // Of this build; on a server that outlives the tests, of this process, which drops it.
    private static string NameOf(string service)
    {
        var build = File.GetLastWriteTimeUtc(ServiceProcess.AssemblyOf(service)).Ticks;
        var process = PostgresServer.IsTemporary ? 0 : Environment.ProcessId;
        return $"migrated_{service}_{build:x}_{process:x}".ToLowerInvariant();
    }

    private sealed record Template(string Database, string Queues);
}
