using Microservices.Invoice.Amounts;

namespace Microservices.Invoice.Issuing;

/// <summary>One invoice line.</summary>
internal sealed record InvoiceLine
{
    /// <summary>Stock-keeping unit.</summary>
    public required string Sku { get; init; }

    /// <summary>What the customer read when ordering.</summary>
    public required string Description { get; init; }

    /// <summary>Pieces.</summary>
    public required int Quantity { get; init; }

    /// <summary>Price of one piece as ordered, VAT included unless the invoice says that prices are net; up to six decimals.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>VAT rate in percent.</summary>
    public required decimal RatePercent { get; init; }

    /// <summary>The amount of the line, VAT included.</summary>
    public required decimal Gross { get; init; }

    /// <summary>VAT contained in <see cref="Gross"/>.</summary>
    public required decimal Vat { get; init; }

    /// <summary>How the line is taxed; absent on invoices of releases that knew the rate alone.</summary>
    public TaxCategory? Category { get; init; }
}
