using System.Collections.Concurrent;
using Npgsql;

namespace Microservices.Testing.Servers;

/// <summary>Databases for tests: created empty or as a copy, dropped together.</summary>
internal static class PostgresDatabase
{
    private static readonly ConcurrentBag<string> Created = [];

    // template0 has no other users, whose presence would make CREATE DATABASE fail.
    public static async Task<string> CreateAsync(string server, CancellationToken cancellationToken, string template = "template0")
    {
        var name = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(Admin(server));
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name} TEMPLATE {template}";
        await command.ExecuteNonQueryAsync(cancellationToken);
        DropLater(name);
        return new NpgsqlConnectionStringBuilder(server)
        {
            Database = name,
            IncludeErrorDetail = true,
            // Every database has its own pool: idle connections of many test classes must not fill the server.
            MaxPoolSize = 60,
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 2,
        }.ConnectionString;
    }

    /// <summary>Lets <see cref="DropAll"/> drop one more.</summary>
    public static void DropLater(string name) => Created.Add(name);

    /// <summary>Drops what was created; called while the process ends, when nothing is left to fail.</summary>
    public static void DropAll(string server)
    {
        try
        {
            NpgsqlConnection.ClearAllPools();
            using var connection = new NpgsqlConnection(Admin(server));
            connection.Open();
            foreach (var name in Created)
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"DROP DATABASE IF EXISTS {name} WITH (FORCE)";
                command.ExecuteNonQuery();
            }
        }
        catch (NpgsqlException exception)
        {
            // The server may have ended first; whoever keeps it can drop databases named test_… by hand.
            Console.Error.WriteLine($"Test databases were left behind: {exception.Message}");
        }
    }

    private static string Admin(string server) =>
        new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString;
}
