namespace Microservices.Orders.Data;

/// <summary>The last order number taken; SQLite only, which has no sequences.</summary>
internal sealed class OrderCounter
{
    public required string Name { get; init; }

    public required long Value { get; init; }
}
