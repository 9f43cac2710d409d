using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;

namespace Microservices.Orders.Endpoints;

/// <summary>What one service did about an order.</summary>
internal sealed record FulfilmentStepResponse
{
    internal static readonly FulfilmentStepResponse NotHeardOf = new() { Status = FulfilmentStatus.Pending };

    /// <summary><c>pending</c>, <c>done</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was done or failed, in UTC.</summary>
    public DateTime? At { get; init; }

    /// <summary>The service's id of it: mail Message-ID, reservation id, invoice number.</summary>
    public string? Reference { get; init; }

    /// <summary>What a reader should know, such as what is on back order or why it failed.</summary>
    public string? Detail { get; init; }

    /// <summary>Pieces on back order; of the reservation only.</summary>
    public long? Backordered { get; init; }

    internal static FulfilmentStepResponse From(FulfilmentStep step) => new()
    {
        Status = step.Status,
        At = step.At,
        Reference = step.Reference,
        // Releases before the column stored a back order as the detail.
        Detail = step.Status == FulfilmentStatus.Failed ? step.Detail : step.Backorder ?? step.Detail,
        Backordered = step.Backordered,
    };
}
