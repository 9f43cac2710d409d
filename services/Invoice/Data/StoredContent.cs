namespace Microservices.Invoice.Data;

/// <summary>
/// What is printed on an invoice beside number and totals. Written before the number is taken, so that a second copy of
/// the order is found out here, and waits here for the first one, without holding up anyone else's number.
/// </summary>
internal sealed class StoredContent
{
    /// <summary>The invoice's id.</summary>
    public required Guid InvoiceId { get; init; }

    /// <summary>The order; unique: what makes two invoices for one order impossible.</summary>
    public required Guid OrderId { get; init; }

    /// <summary><see cref="Issuing.InvoiceContent"/> as JSON.</summary>
    public required string Content { get; init; }
}
