namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// One row per message and consumer that has been consumed: the memory that makes a duplicate harmless. Kept for the
/// duplicate detection window, counted from <see cref="Delivered"/>.
/// </summary>
public class InboxState
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>The original message id: a redelivered or replayed message keeps it.</summary>
    public Guid MessageId { get; set; }

    /// <summary>Hash of consumer, message type and endpoint name, so that each consumer of a message has its own row.</summary>
    public Guid ConsumerId { get; set; }

    /// <summary>Unused by this provider; kept because the table is shared with the stock package.</summary>
    public Guid LockId { get; set; }

    /// <summary>Optimistic concurrency token where the database maintains one.</summary>
    public byte[]? RowVersion { get; set; }

    /// <summary>When the message was first received, in UTC.</summary>
    public DateTime Received { get; set; }

    /// <summary>How often the consumer ran in a transaction that committed.</summary>
    public int ReceiveCount { get; set; }

    /// <summary>When the message expires, in UTC; <see langword="null"/> if never.</summary>
    public DateTime? ExpirationTime { get; set; }

    /// <summary>When the consumer's transaction committed, in UTC; <see langword="null"/> only in rows of the stock package.</summary>
    public DateTime? Consumed { get; set; }

    /// <summary>
    /// When the consumer ran, in UTC: the duplicate detection window counts from it. What is still owed is told by
    /// <see cref="OutboxMessage"/> alone. <see langword="null"/> only in rows of the stock package, which sets it later.
    /// </summary>
    public DateTime? Delivered { get; set; }

    /// <summary>Sequence number of the last outgoing message that was delivered.</summary>
    public long? LastSequenceNumber { get; set; }
}
