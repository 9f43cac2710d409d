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
    /// Locks an inbox row that was entered but never consumed (the stock package leaves such rows) and returns its id;
    /// no row for a duplicate. <c>@messageId, @consumerId</c>.
    /// </summary>
    public required string LockInbox { get; init; }

    /// <summary>Marks a locked row consumed. <c>@id, @now</c>.</summary>
    public required string ConsumeInbox { get; init; }

    /// <summary>Claims the keys of outboxes with undelivered messages, oldest first. <c>@skip, @limit</c>.</summary>
    public required string ClaimOutboxes { get; init; }

    /// <summary>Claims the ids of consumed messages with undelivered messages. <c>@skip, @limit</c>.</summary>
    public required string ClaimInbox { get; init; }

    /// <summary>
    /// Messages of the outboxes <c>{0}</c> in sending order, at most <c>{1}</c> of one outbox and <c>{2}</c> in all.
    /// </summary>
    public required string LoadByOutbox { get; init; }

    /// <summary>
    /// Messages that came out of the consumed messages <c>{0}</c> in sending order, at most <c>{1}</c> of one and
    /// <c>{2}</c> in all.
    /// </summary>
    public required string LoadByInbox { get; init; }

    /// <summary>Deletes delivered messages. <c>@sent</c>.</summary>
    public required string DeleteMessages { get; init; }

    /// <summary>Deletes the claimed outboxes that have no messages left. <c>@ids</c>.</summary>
    public required string CompleteOutboxes { get; init; }

    /// <summary>Marks delivered the claimed inbox rows that have no messages left. <c>@ids, @now</c>.</summary>
    public required string CompleteInbox { get; init; }

    /// <summary>Forgets at most <c>@limit</c> messages delivered before <c>@before</c>.</summary>
    public required string CleanInbox { get; init; }
}
