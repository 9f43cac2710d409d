using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Keeps the statements of each model: two DbContexts in one process may use different schemas.</summary>
public abstract class SqlLockStatementProvider : ILockStatementProvider
{
    private readonly ConditionalWeakTable<IModel, OutboxStatements> _statements = [];

    /// <inheritdoc />
    public abstract bool ClaimsLockRows { get; }

    /// <inheritdoc />
    public OutboxStatements GetStatements(DbContext dbContext)
    {
        ArgumentNullException.ThrowIfNull(dbContext);

        return _statements.GetValue(dbContext.Model, _ => CreateStatements(new OutboxTables(dbContext)));
    }

    /// <inheritdoc />
    public abstract object ToParameter(IReadOnlyCollection<Guid> keys);

    /// <inheritdoc />
    public abstract object ToParameter(IReadOnlyCollection<long> keys);

    private protected abstract OutboxStatements CreateStatements(OutboxTables tables);
}
