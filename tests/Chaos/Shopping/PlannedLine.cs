namespace Microservices.Chaos.Shopping;

/// <summary>A line of an order.</summary>
internal sealed record PlannedLine(string Sku, int Quantity, decimal UnitPrice);
