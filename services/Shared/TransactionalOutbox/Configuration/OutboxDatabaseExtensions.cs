using MassTransit.EntityFrameworkCoreIntegration;

namespace MassTransit;

/// <summary>Names the database engine that holds inbox and outbox.</summary>
public static class OutboxDatabaseExtensions
{
    /// <summary>Inbox and outbox are in PostgreSQL.</summary>
    /// <param name="configurator">The outbox.</param>
    /// <returns>The outbox, for chaining.</returns>
    public static IEntityFrameworkOutboxConfigurator UsePostgres(this IEntityFrameworkOutboxConfigurator configurator)
    {
        ArgumentNullException.ThrowIfNull(configurator);

        configurator.LockStatementProvider = new PostgresLockStatementProvider();
        return configurator;
    }

    /// <summary>Inbox and outbox are in SQLite: for one process only.</summary>
    /// <param name="configurator">The outbox.</param>
    /// <returns>The outbox, for chaining.</returns>
    public static IEntityFrameworkOutboxConfigurator UseSqlite(this IEntityFrameworkOutboxConfigurator configurator)
    {
        ArgumentNullException.ThrowIfNull(configurator);

        configurator.LockStatementProvider = new SqliteLockStatementProvider();
        return configurator;
    }
}
