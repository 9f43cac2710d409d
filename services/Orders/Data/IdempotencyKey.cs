namespace Microservices.Orders.Data;

/// <summary>A request that was answered, remembered so that its repetition gets the same answer.</summary>
internal sealed class IdempotencyKey
{
    /// <summary>The caller's <c>Idempotency-Key</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What the caller sent under the key.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The order that the answer named.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>When the answer was committed, in UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}
