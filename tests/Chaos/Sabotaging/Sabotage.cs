namespace Microservices.Chaos.Sabotaging;

/// <summary>A promise of the system that is broken on purpose, so that the judge can show that it sees it.</summary>
internal enum Sabotage
{
    /// <summary>Nothing is broken.</summary>
    None,

    /// <summary>Inventory forgets what it has consumed, and the unique key of an order's reservation does not stop it.</summary>
    InboxOff,

    /// <summary>The broker takes a message for processed when it is delivered.</summary>
    AckBeforeCommit,

    /// <summary>Orders publishes from memory, after the commit, instead of through its outbox.</summary>
    OutboxWithoutTransaction,

    /// <summary>Replays go to the event's exchange instead of the failed consumer's queue.</summary>
    ReplayToExchange,

    /// <summary>Email forgets that it has mailed an invoice, whenever it is told of its PDF again.</summary>
    LedgerOff,

    /// <summary>All of them at once, most in a service of its own, for a judge with little time.</summary>
    All,
}
