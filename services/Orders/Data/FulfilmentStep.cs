namespace Microservices.Orders.Data;

/// <summary>What one service did about one order; no row yet means that nothing has been heard.</summary>
internal sealed class FulfilmentStep
{
    public required Guid OrderId { get; init; }

    /// <summary>One of <see cref="Fulfilment.FulfilmentSteps"/>.</summary>
    public required string Step { get; init; }

    /// <summary>One of <see cref="Fulfilment.FulfilmentStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>When the service was done or gave up, in UTC.</summary>
    public DateTime? At { get; init; }

    /// <summary>The service's own id of the effect: mail Message-ID, reservation id, invoice number.</summary>
    public string? Reference { get; init; }

    /// <summary>Why the step failed.</summary>
    public string? Detail { get; init; }

    /// <summary>Pieces on back order, of the inventory step only.</summary>
    public long? Backordered { get; init; }

    /// <summary>The same in words, also when the back order was filled.</summary>
    public string? Backorder { get; init; }
}
