using Microservices.ServiceDefaults.Messaging.Outages;
using Microservices.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Microservices.ServiceDefaults.Tests.Messaging.Outages;

/// <summary>Exceptions as a real server and a real network cause them.</summary>
public sealed class KnownOutagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT pg_terminate_backend(pg_backend_pid())", "database")]
    [InlineData("BEGIN READ ONLY; CREATE TABLE t (id int)", "database")]
    [InlineData("SET statement_timeout = 10; SELECT pg_sleep(10)", null)]
    [InlineData("SELECT 1/0", null)]
    [InlineData("SELECT * FROM no_such_table", null)]
    public async Task Should_tell_a_server_that_is_away_from_a_statement_that_fails(string sql, string? expected)
    {
        var failure = await Should.ThrowAsync<Exception>(async () => await ExecuteAsync(await PostgresServer.CreateDatabaseAsync(Cancellation), sql));

        Find(failure).ShouldBe(expected, failure.ToString());
    }

    [Fact]
    public async Task Should_know_a_network_that_is_cut_refused_or_silent()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var proxy = TcpProxy.Start(database);
        var proxied = new NpgsqlConnectionStringBuilder(proxy.Redirect(database)) { Pooling = false, Timeout = 1, CommandTimeout = 1 }.ToString();

        var sleeping = ExecuteAsync(new NpgsqlConnectionStringBuilder(proxied) { CommandTimeout = 60 }.ToString(), "SELECT pg_sleep(60)");
        await Eventually.Holds(() => proxy.Turns >= 3, "the statement to run", cancellationToken: Cancellation);
        proxy.CutConnections();
        Find(await Should.ThrowAsync<Exception>(() => sleeping)).ShouldBe("database");

        proxy.Pause();
        var silent = await Should.ThrowAsync<Exception>(() => ExecuteAsync(proxied, "SELECT 1"));
        Find(silent).ShouldBe("database", silent.ToString());
        proxy.Resume();

        proxy.Refuse();
        Find(await Should.ThrowAsync<Exception>(() => ExecuteAsync(proxied, "SELECT 1"))).ShouldBe("database", "refused");
    }

    [Fact]
    public async Task Should_know_a_database_file_that_cannot_be_opened()
    {
        await using var connection = new SqliteConnection("Data Source=/no/such/folder/orders.db");

        Find(await Should.ThrowAsync<SqliteException>(() => connection.OpenAsync(Cancellation))).ShouldBe("database");
    }

    [Fact]
    public async Task Should_know_a_server_whose_name_is_gone() =>
        Find(await Should.ThrowAsync<Exception>(() => ExecuteAsync("Host=no-such-host.invalid;Username=x;Password=x", "SELECT 1"))).ShouldBe("database");

    [Fact]
    public void Should_look_into_what_wraps_it()
    {
        Find(new InvalidOperationException("wrapped", new AggregateException(new ArgumentException("no"), new System.Net.Sockets.SocketException()))).ShouldBe("database");
        Find(new InvalidOperationException("wrapped", new ArgumentException("no"))).ShouldBeNull();
    }

    private static string? Find(Exception exception)
    {
        var services = new ServiceCollection();
        services.AddKnownOutages();
        return services.BuildServiceProvider().GetRequiredService<OutageRules>().Find(exception)?.Dependency;
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
