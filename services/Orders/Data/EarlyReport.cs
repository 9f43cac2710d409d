namespace Microservices.Orders.Data;

/// <summary>What a service reported about an order that was not here yet; it waits for the order's adoption.</summary>
internal sealed class EarlyReport
{
    /// <summary>In the order of arrival.</summary>
    public long Id { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>When it came, in UTC.</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>One of <see cref="Fulfilment.FulfilmentSteps"/>.</summary>
    public required string Step { get; init; }

    /// <summary>One of <see cref="Fulfilment.FulfilmentStatus"/>; pending for a back order.</summary>
    public required string Status { get; init; }

    /// <summary>See <see cref="FulfilmentStep.At"/>; also below.</summary>
    public DateTime? At { get; init; }

    public string? Reference { get; init; }

    public string? Detail { get; init; }

    public long? Backordered { get; init; }
}
