namespace Microservices.Standalone.Page;

/// <summary>What one service did about an order.</summary>
/// <param name="Status"><c>pending</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Reference">The service's own id of the effect.</param>
/// <param name="Detail">What a reader should know.</param>
/// <param name="Backordered">Pieces on back order; of the reservation only.</param>
internal sealed record BoardStep(string Status, DateTime? At, string? Reference, string? Detail, long? Backordered);
