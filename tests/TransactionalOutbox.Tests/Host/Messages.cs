namespace Microservices.TransactionalOutbox.Tests.Host;

public sealed record PlaceOrder
{
    public required Guid OrderId { get; init; }

    /// <summary>How many events the consumer publishes.</summary>
    public int Events { get; init; } = 1;

    /// <summary>How many attempts fail after the effect was written and the events were published.</summary>
    public int FailingAttempts { get; init; }
}

public sealed record OrderPlaced
{
    public required Guid OrderId { get; init; }

    public int Number { get; init; }
}

public sealed record Ping
{
    public required Guid Id { get; init; }

    public int Number { get; init; }
}

public sealed record AskQuestion
{
    public required string Text { get; init; }
}

public sealed record Answer
{
    public required string Text { get; init; }
}

public sealed record TakeName
{
    public required string Name { get; init; }
}
