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

    /// <summary>Inbox and outbox are in PostgreSQL.</summary>
    /// <param name="configurator">The outbox.</param>
    /// <param name="enableSchemaCaching">Without effect: the SQL is kept for each model, so that several DbContexts are safe. The stock package asks.</param>
    /// <returns>The outbox, for chaining.</returns>
    public static IEntityFrameworkOutboxConfigurator UsePostgres(this IEntityFrameworkOutboxConfigurator configurator, bool enableSchemaCaching) =>
        configurator.UsePostgres();

    /// <summary>Inbox and outbox are in SQLite: for one process only.</summary>
    /// <param name="configurator">The outbox.</param>
    /// <param name="enableSchemaCaching">Without effect: the SQL is kept for each model, so that several DbContexts are safe. The stock package asks.</param>
    /// <returns>The outbox, for chaining.</returns>
    public static IEntityFrameworkOutboxConfigurator UseSqlite(this IEntityFrameworkOutboxConfigurator configurator, bool enableSchemaCaching) =>
        configurator.UseSqlite();
}
