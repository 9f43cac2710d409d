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
