namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The SQL of inbox and outbox for one model and one engine. Parameters are named in each summary.</summary>
public sealed record OutboxStatements
{
    /// <summary>
    /// Enters a message into the inbox and returns the row's id, or no row when it is there already. Waits for a
    /// concurrent copy's transaction: this wait is what makes concurrent duplicates exact.
    /// <c>@messageId, @consumerId, @lockId, @now, @expires</c>.
    /// </summary>
    public required string EnterInbox { get; init; }

    /// <summary>
    /// The same for messages of a batch, in one order for all transactions, that no two wait for each other; returns the
    /// entered messages' ids. Null where a statement costs no round trip and <see cref="EnterInbox"/> serves.
    /// <c>@messageIds, @expires, @consumerId, @lockId, @now</c>.
    /// </summary>
    public string? EnterInboxBatch { get; init; }

    /// <summary>
    /// Marks those of the messages consumed that were entered but never consumed (the stock package leaves such rows), and
    /// returns their ids. <c>@ids, @consumerId, @now</c>.
    /// </summary>
    public required string ConsumeInbox { get; init; }

    /// <summary>
    /// Stores one message with its sequence number; null where EF Core stores messages. Its properties in the order of the
    /// model: <c>@m0, @m1 …</c>.
    /// </summary>
    public string? InsertMessage { get; init; }

    /// <summary>The same for several messages; each parameter is an array.</summary>
    public string? InsertMessages { get; init; }

    /// <summary>Takes sequence numbers for messages to be stored. <c>@count</c>.</summary>
    public string? NextSequenceNumbers { get; init; }

    /// <summary>
    /// Names of the tables whose inserts triggers or rules may suppress; null where no save carries its commit.
    /// </summary>
    public string? GuardedTables { get; init; }

    /// <summary>
    /// Claims the first message of each outbox (all that one transaction or one consumed message sent), oldest first; those
    /// outside consumers only with <c>@bus</c>. <c>@bus, @after, @skip, @limit</c>.
    /// </summary>
    public required string ClaimFirst { get; init; }

    /// <summary>
    /// Claims those of the given messages that are there and free, and returns their sequence numbers and MessageIds: a number may
    /// come again after a rollback, a failover, or in another tenant's tables. <c>@ids</c>.
    /// </summary>
    public required string ClaimGiven { get; init; }

    /// <summary>Returns a row when any message is stored.</summary>
    public required string IsAnyStored { get; init; }

    /// <summary>
    /// Messages of the outboxes whose first messages are <c>@first</c> in sending order, at most <c>@perOutbox</c> of one outbox
    /// and <c>@limit</c> in all. Its columns are the properties of <see cref="OutboxMessage"/> in the model's order.
    /// </summary>
    public required string Load { get; init; }

    /// <summary>Deletes delivered messages. <c>@sent</c>.</summary>
    public required string DeleteMessages { get; init; }

    /// <summary>Deletes those of the given outboxes that have no messages left. <c>@ids</c>.</summary>
    public required string DeleteOutboxes { get; init; }

    /// <summary>
    /// Marks delivered at most <c>@limit</c> consumed messages that have nothing left to deliver: rows of the stock package,
    /// which marks them after the delivery. <c>@limit, @now</c>.
    /// </summary>
    public required string SettleInbox { get; init; }

    /// <summary>Forgets at most <c>@limit</c> messages consumed before <c>@before</c> that have nothing left to deliver.</summary>
    public required string CleanInbox { get; init; }

    /// <summary>Asks to be told of messages that other processes store; null where there are none.</summary>
    public string? Listen { get; init; }

    /// <summary>Tells those who listen.</summary>
    public string? Notify { get; init; }
}
