using Microservices.Testing;
using Npgsql;

namespace Microservices.Integration.Tests.DeadLetters;

/// <summary>A database that takes no connections, on a server that others use.</summary>
internal static class DatabaseOutage
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Closes the database and every connection to it.</summary>
    public static async Task BeginAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync($"""alter database "{name}" allow_connections false""");
        await ExecuteAsync($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{name}'");
    }

    /// <summary>Opens it again.</summary>
    public static Task EndAsync(string connectionString) => ExecuteAsync(
        $"""alter database "{new NpgsqlConnectionStringBuilder(connectionString).Database}" allow_connections true""");

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await PostgresServer.GetConnectionStringAsync(Cancellation));
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
