using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Model.Tests.Outbox;

/// <summary>What must not be: two processes read the same messages as theirs.</summary>
internal sealed class ClaimsWithoutLocks : ILockStatementProvider
{
    private readonly PostgresLockStatementProvider _real = new();

    public bool ClaimsLockRows => false;

    public OutboxStatements GetStatements(DbContext dbContext)
    {
        var real = _real.GetStatements(dbContext);
        return real with { ClaimFirst = WithoutLock(real.ClaimFirst), ClaimGiven = WithoutLock(real.ClaimGiven) };
    }

    public object ToParameter(IReadOnlyCollection<Guid> keys) => _real.ToParameter(keys);

    public object ToParameter(IReadOnlyCollection<long> keys) => _real.ToParameter(keys);

    private static string WithoutLock(string sql) => sql
        .Replace("FOR UPDATE OF m SKIP LOCKED", "", StringComparison.Ordinal)
        .Replace("FOR UPDATE SKIP LOCKED", "", StringComparison.Ordinal);
}
