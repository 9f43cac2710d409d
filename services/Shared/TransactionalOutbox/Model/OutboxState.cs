namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>One row per transaction outside a consumer that published or sent: the head of its outgoing messages.</summary>
public class OutboxState
{
    /// <summary>Key that the outgoing messages refer to.</summary>
    public Guid OutboxId { get; set; }

    /// <summary>Unused by this provider; kept because the table is shared with the stock package.</summary>
    public Guid LockId { get; set; }

    /// <summary>Optimistic concurrency token where the database maintains one.</summary>
    public byte[]? RowVersion { get; set; }

    /// <summary>When the transaction wrote its first message, in UTC.</summary>
    public DateTime Created { get; set; }

    /// <summary>Unused by this provider, which deletes the row once all is delivered.</summary>
    public DateTime? Delivered { get; set; }

    /// <summary>Sequence number of the last outgoing message that was delivered.</summary>
    public long? LastSequenceNumber { get; set; }

    /// <summary>Its messages until they are stored; a change tracker that is cleared forgets them with it.</summary>
    internal List<OutboxMessage> Messages { get; } = [];
}
