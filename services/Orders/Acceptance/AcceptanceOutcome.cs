namespace Microservices.Orders.Acceptance;

/// <summary>What became of an order that breaks no rule.</summary>
internal enum AcceptanceOutcome
{
    /// <summary>Committed, with its event in the outbox.</summary>
    Accepted,

    /// <summary>Committed before, by an equal request: nothing was added.</summary>
    Duplicate,

    /// <summary>Its id belongs to an order with other content.</summary>
    Conflict,

    /// <summary>Its number belongs to another order.</summary>
    OrderNumberTaken,

    /// <summary>Its idempotency key belongs to a request with other content.</summary>
    IdempotencyKeyReused,
}
