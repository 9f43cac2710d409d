using MassTransit;

namespace Microservices.Invoice.Consumers;

/// <summary>Tells the service itself to render the PDF of an invoice that was just committed.</summary>
[MessageUrn("Microservices.Invoice:RenderInvoiceDocument")]
internal sealed record RenderInvoiceDocument
{
    /// <summary>The invoice.</summary>
    public required Guid InvoiceId { get; init; }

    /// <summary>Its order, by which a command that is given up is reported; absent in commands of earlier releases.</summary>
    public Guid? OrderId { get; init; }
}
