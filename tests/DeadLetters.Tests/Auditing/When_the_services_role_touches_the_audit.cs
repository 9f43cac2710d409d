using Microservices.DeadLetters.Data;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Microservices.DeadLetters.Tests.Auditing;

public sealed class When_the_services_role_touches_the_audit
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_be_allowed_to_add_and_read_only()
    {
        var owner = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var role = $"service_{Guid.NewGuid():N}";
        await using var database = new DeadLettersDbContext(new DbContextOptionsBuilder<DeadLettersDbContext>()
            .UseNpgsql(owner).UseSnakeCaseNamingConvention().Options);
        await RunAsync(database, $"CREATE ROLE {role} LOGIN PASSWORD 'x'");
        try
        {
            // As deploy/postgres/roles does before the first migration.
            await RunAsync(database, $"""
                GRANT USAGE ON SCHEMA public TO {role};
                ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
                ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
                """);
            await database.Database.MigrateAsync(Cancellation);

            await RunAsync(database, $"SET ROLE {role}; INSERT INTO audit (at, actor, action, target) VALUES (now(), 'a', 'b', 'c')");
            await RunAsync(database, $"SET ROLE {role}; SELECT * FROM audit");
            foreach (var statement in (string[])["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
            {
                (await Should.ThrowAsync<PostgresException>(() => RunAsync(database, $"SET ROLE {role}; {statement}")))
                    .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, statement);
            }

            // The owner may by right, and is stopped by the trigger.
            (await Should.ThrowAsync<PostgresException>(() => RunAsync(database, "RESET ROLE; DELETE FROM audit")))
                .MessageText.ShouldContain("append-only");
        }
        finally
        {
            await RunAsync(database, $"RESET ROLE; DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    private static async Task RunAsync(DeadLettersDbContext database, string sql) =>
        await database.Database.ExecuteSqlRawAsync(sql, Cancellation);
}
