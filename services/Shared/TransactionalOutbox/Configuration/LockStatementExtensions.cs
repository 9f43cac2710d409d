namespace MassTransit;

/// <summary>Names the database that holds inbox and outbox.</summary>
public static class LockStatementProviderExtensions
{
    /// <summary>Inbox and outbox are in PostgreSQL.</summary>
    /// <param name="configurator">The outbox.</param>
    /// <returns>The outbox, for chaining.</returns>
    public static IEntityFrameworkOutboxConfigurator UsePostgres(this IEntityFrameworkOutboxConfigurator configurator)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        return configurator;
    }

    /// <summary>Inbox and outbox are in SQLite.</summary>
    /// <param name="configurator">The outbox.</param>
    /// <returns>The outbox, for chaining.</returns>
    public static IEntityFrameworkOutboxConfigurator UseSqlite(this IEntityFrameworkOutboxConfigurator configurator)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        return configurator;
    }
}
