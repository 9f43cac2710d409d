using System.Net;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Microservices.ServiceDefaults.Tests.Database;

public sealed class When_databases_are_migrated
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_apply_each_migration_once_when_two_replicas_do_so_at_once()
    {
        // Not there yet: both replicas find that out, and both create it.
        var missing = new NpgsqlConnectionStringBuilder(await PostgresServer.CreateDatabaseAsync(Cancellation));
        missing.Database += "_missing";
        var connectionString = missing.ConnectionString;

        var results = await Task.WhenAll(MigrateAsync(connectionString), MigrateAsync(connectionString));

        results.ShouldAllBe(result => result.ExitCode == 0);
        results.Count(result => result.Output.Contains("Migrated: applied 20260101000000_CreateRows")).ShouldBe(1);
        results.Count(result => result.Output.Contains("Migrated: up to date")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_wait_for_another_migration_longer_than_for_a_table()
    {
        // As a role may have it, see deploy/postgres/roles.
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var hurried = new NpgsqlConnectionStringBuilder(database) { Options = "-c lock_timeout=50ms" }.ConnectionString;
        await using var other = new NpgsqlConnection(database);
        await other.OpenAsync(Cancellation);
        await QueryAsync(other, "SELECT pg_advisory_lock(7205759403792793)::text");

        var migrating = MigrateAsync(hurried);
        await Eventually.Holds(async () => await QueryAsync(other, """
            SELECT count(*)::text FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND now() - query_start > interval '500 ms'
            """) == "1", "the migration has waited ten times its patience with tables", cancellationToken: Cancellation);
        await QueryAsync(other, "SELECT pg_advisory_unlock_all()::text");

        (await migrating).ExitCode.ShouldBe(0, (await migrating).Output);
    }

    [Fact]
    public async Task Should_not_be_ready_before()
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var service = Build(connectionString);
        await service.StartAsync(Cancellation);

        var before = await Readiness.ReadAsync(service, Cancellation);
        await MigrateAsync(connectionString);
        var after = await Readiness.ReadAsync(service, Cancellation);

        before.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        before["database-migrated"].Reason.ShouldBe(
            "The database lacks 1 migrations; run the service with the argument migrate.");
        after["database-migrated"].Status.ShouldBe("Healthy");
    }

    [Fact]
    public async Task Should_create_a_sqlite_schema_at_start_with_a_write_ahead_log()
    {
        await using var service = await TestService.StartAsync("memory://", Cancellation);
        await using var scope = service.App.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TestDbContext>();

        (await PragmaAsync(context, "journal_mode")).ShouldBe("wal");
        (await PragmaAsync(context, "synchronous")).ShouldBe("1");
        (await PragmaAsync(context, "busy_timeout")).ShouldBe("30000");
        (await context.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE name = 'outbox_state'")
            .ToListAsync(Cancellation)).ShouldHaveSingleItem();
    }

    private static async Task<string?> QueryAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation) as string;
    }

    private static async Task<string?> PragmaAsync(DbContext context, string pragma)
    {
        await context.Database.OpenConnectionAsync(Cancellation);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return $"{await command.ExecuteScalarAsync(Cancellation)}";
    }

    private static async Task<(int ExitCode, string Output)> MigrateAsync(string connectionString)
    {
        var service = Build(connectionString);
        using var output = new StringWriter();
        var exitCode = await new ServiceRunner(service.App, output, output, "").MigrateAsync();
        return (exitCode, output.ToString());
    }

    private static TestService Build(string connectionString) => TestService.Build("memory://",
        builder => builder.AddServiceDatabase<MigratedDbContext>("Migrated"),
        ("ConnectionStrings:Migrated", connectionString));
}
