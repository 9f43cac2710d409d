namespace Microservices.Orders.Endpoints;

/// <summary>A page of orders, the latest first.</summary>
internal sealed record OrderPageResponse
{
    /// <summary>The orders.</summary>
    public required IReadOnlyList<OrderSummaryResponse> Items { get; init; }

    /// <summary>What to pass as <c>after</c> for the next page; absent on the last.</summary>
    public string? Next { get; init; }
}
