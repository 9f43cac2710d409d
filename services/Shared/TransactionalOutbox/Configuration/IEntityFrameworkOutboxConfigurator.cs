using System.Data;
using MassTransit.EntityFrameworkCoreIntegration;

namespace MassTransit;

/// <summary>Settings of the transactional outbox of one DbContext.</summary>
public interface IEntityFrameworkOutboxConfigurator : ITransactionalOutboxConfigurator
{
    /// <summary>How long a consumed message is remembered, counted from its delivery; 30 minutes by default.</summary>
    TimeSpan DuplicateDetectionWindow { set; }

    /// <summary>
    /// Isolation of the consumer's transaction; <see cref="IsolationLevel.ReadCommitted"/> by default, at which
    /// concurrent duplicates wait for one another instead of failing.
    /// </summary>
    IsolationLevel IsolationLevel { set; }

    /// <summary>The database's SQL; set by <c>UsePostgres</c> or <c>UseSqlite</c>.</summary>
    ILockStatementProvider LockStatementProvider { set; }

    /// <summary>
    /// How long the delivery service sleeps when nothing wakes it; 10 seconds by default. The cleanup service sleeps for a
    /// hundredth of the duplicate detection window, a minute at most, but never for less than this.
    /// </summary>
    TimeSpan QueryDelay { set; }

    /// <summary>How many outboxes one delivery pass claims, and rows one cleanup statement deletes; 100 by default.</summary>
    int QueryMessageLimit { set; }

    /// <summary>Time-out of the services' statements; 30 seconds by default.</summary>
    TimeSpan QueryTimeout { set; }

    /// <summary>Leaves consumed messages in the inbox for ever, for instance when another process cleans up.</summary>
    void DisableInboxCleanupService();

    /// <summary>
    /// Lets processes that share the outbox tell each other of it (PostgreSQL). One whose delivery service is disabled
    /// notifies, at most 50 times a second, and not within the transactions; the others listen, on a connection of their
    /// own. Needless where each process delivers what it stores: it knows.
    /// </summary>
    void UseNotifications();

    /// <summary>Stores what is published or sent outside a consumer in the DbContext of the scope.</summary>
    /// <param name="configure">Settings of the delivery.</param>
    void UseBusOutbox(Action<IEntityFrameworkBusOutboxConfigurator>? configure = null);
}
