using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Auditing;

public sealed class When_the_audit_is_touched_on_sqlite
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE audit SET actor = 'x'", "UPDATE")]
    [InlineData("DELETE FROM audit", "DELETE")]
    [InlineData("INSERT OR REPLACE INTO audit (id, at, actor, action, target) SELECT id, at, 'x', action, target FROM audit", "REPLACE")]
    public async Task Should_refuse_whatever_does_not_add(string statement, string named)
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        await service.QueryAsync(AddAsync);
        await service.QueryAsync(AddAsync);

        var refused = await Should.ThrowAsync<SqliteException>(() => service.QueryAsync(
            context => context.Database.ExecuteSqlRawAsync(statement, Cancellation)));

        refused.Message.ShouldContain($"append-only: {named}");
        (await service.QueryAsync(context => context.Audit.Select(entry => entry.Actor).ToListAsync(Cancellation)))
            .ShouldBe(["rita", "rita"]);
    }

    private static async Task<int> AddAsync(DeadLettersDbContext context)
    {
        context.Audit.Add(new AuditEntry { At = new DateTime(2026, 11, 1, 8, 0, 0, DateTimeKind.Utc), Actor = "rita", Action = "looked", Target = "audit" });
        return await context.SaveChangesAsync(Cancellation);
    }
}
