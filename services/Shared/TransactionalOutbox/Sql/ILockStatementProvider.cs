using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What inbox and outbox need of one database engine: its SQL, and how it takes lists.</summary>
public interface ILockStatementProvider
{
    /// <summary>
    /// Whether a claim locks its rows until the end of the transaction, so that replicas share the work. Without it
    /// (SQLite: one process, one writer) a claim is a plain read and the transaction starts only after sending.
    /// </summary>
    bool ClaimsLockRows { get; }

    /// <summary>The statements for the model of <paramref name="dbContext"/>; made once per model.</summary>
    /// <param name="dbContext">Its model names schema, tables and columns.</param>
    /// <returns>The statements.</returns>
    OutboxStatements GetStatements(DbContext dbContext);

    /// <summary>Turns keys into the one parameter that the statements' <c>@ids</c> and <c>@skip</c> expect.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>A parameter value.</returns>
    object ToParameter(IReadOnlyCollection<Guid> keys);

    /// <summary>Turns keys into the one parameter that the statements' <c>@ids</c> and <c>@skip</c> expect.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>A parameter value.</returns>
    object ToParameter(IReadOnlyCollection<long> keys);
}
