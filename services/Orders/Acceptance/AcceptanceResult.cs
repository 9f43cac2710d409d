namespace Microservices.Orders.Acceptance;

/// <summary>What became of an order, and which order a caller is to be pointed to.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="OrderId">The order that was committed, or that stands in the way.</param>
/// <param name="OrderNumber">Its number.</param>
internal sealed record AcceptanceResult(AcceptanceOutcome Outcome, Guid OrderId, string OrderNumber);
