using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Model.Tests.Outbox;

/// <summary>An outbox with a fault in its SQL, which the model must find.</summary>
internal sealed class Sabotage(ILockStatementProvider engine, Func<OutboxStatements, OutboxStatements> change, bool locks = true) : ILockStatementProvider
{
    /// <summary>Two processes read the same messages as theirs.</summary>
    public static Sabotage NoLocks(ILockStatementProvider engine) => new(engine, real => real with
    {
        ClaimFirst = real.ClaimFirst.Replace("FOR UPDATE OF m SKIP LOCKED", "", StringComparison.Ordinal),
        ClaimGiven = real.ClaimGiven.Replace("FOR UPDATE SKIP LOCKED", "", StringComparison.Ordinal),
    }, locks: false);

    public bool ClaimsLockRows => locks && engine.ClaimsLockRows;

    public OutboxStatements GetStatements(DbContext dbContext) => change(engine.GetStatements(dbContext));

    public object ToParameter(IReadOnlyCollection<Guid> keys) => engine.ToParameter(keys);

    public object ToParameter(IReadOnlyCollection<long> keys) => engine.ToParameter(keys);
}
