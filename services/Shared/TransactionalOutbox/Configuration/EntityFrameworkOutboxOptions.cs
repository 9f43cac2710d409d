using System.Data;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Effective settings of the outbox of one DbContext.</summary>
/// <typeparam name="TDbContext">The DbContext; each has settings of its own.</typeparam>
public class EntityFrameworkOutboxOptions<TDbContext>
{
    /// <summary>Isolation of the consumer's transaction and of delivery.</summary>
    public IsolationLevel IsolationLevel { get; set; } = IsolationLevel.ReadCommitted;

    /// <summary>The database engine's SQL.</summary>
    public ILockStatementProvider LockStatementProvider { get; set; } = null!; // set by AddEntityFrameworkOutbox, which refuses to leave it out

    /// <summary>Whether what is published outside a consumer is delivered by this process.</summary>
    internal bool DeliversBusOutbox { get; set; }

    /// <summary>Settings of the delivery service.</summary>
    internal OutboxDeliveryServiceOptions Delivery { get; } = new();
}
