namespace Microservices.Chaos.Judging;

/// <summary>An order as Orders keeps it, and how many steps of its fulfilment are done.</summary>
internal sealed record StoredOrder(Guid OrderId, string Number, decimal Total, int Steps);
