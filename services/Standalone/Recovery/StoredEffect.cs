using Microservices.Orders.Fulfilment;

namespace Microservices.Standalone.Recovery;

/// <summary>An effect that a service's database holds.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Step">The service's step in the order's timeline.</param>
/// <param name="At">When it was done.</param>
/// <param name="Reference">The service's own id of it.</param>
/// <param name="Backorder">What the order misses; of a reservation only.</param>
internal sealed record StoredEffect(Guid OrderId, string Step, DateTimeOffset At, string Reference, Backorder? Backorder = null);
