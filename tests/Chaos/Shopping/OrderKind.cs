namespace Microservices.Chaos.Shopping;

/// <summary>What is special about an order.</summary>
internal enum OrderKind
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>A line has a SKU that Inventory learns only from the operator: a dead letter until it is replayed.</summary>
    UnknownSku,

    /// <summary>The mail server refuses its customer until the operator has the address unlocked: the same.</summary>
    RefusedRecipient,

    /// <summary>It breaks a rule: the shop must answer 400, and nothing may come of it.</summary>
    Invalid,
}
