using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Model.Tests.Simulation;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Model.Tests.Outbox;

/// <summary>
/// Makes each raw claim, load and delete of a delivery a step of the process. EF Core's interceptors do not see these statements, but
/// each of them makes a parameter of its keys first.
/// </summary>
internal sealed class SteppingStatements(ILockStatementProvider statements, SimulatedProcess process) : ILockStatementProvider
{
    public bool ClaimsLockRows => statements.ClaimsLockRows;

    public OutboxStatements GetStatements(DbContext dbContext) => statements.GetStatements(dbContext);

    public object ToParameter(IReadOnlyCollection<Guid> keys) => statements.ToParameter(keys);

    public object ToParameter(IReadOnlyCollection<long> keys)
    {
        process.Step();
        return statements.ToParameter(keys);
    }
}
