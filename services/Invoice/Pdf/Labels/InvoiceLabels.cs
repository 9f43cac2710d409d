namespace Microservices.Invoice.Pdf.Labels;

/// <summary>The words on an invoice in one language, read from <c>Labels/{language}.json</c>.</summary>
internal sealed record InvoiceLabels
{
    /// <summary>.NET pattern of a date.</summary>
    public required string DateFormat { get; init; }

    /// <summary>Pattern of a percentage.</summary>
    public required string PercentFormat { get; init; }

    public required string Title { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string InvoiceDate { get; init; }

    public required string OrderNumber { get; init; }

    public required string OrderDate { get; init; }

    public required string CustomerNumber { get; init; }

    public required string PaymentDue { get; init; }

    public required string Position { get; init; }

    public required string Sku { get; init; }

    public required string Description { get; init; }

    public required string Quantity { get; init; }

    public required string UnitPrice { get; init; }

    public required string Vat { get; init; }

    /// <summary>Column header; <c>{0}</c> is the currency.</summary>
    public required string Amount { get; init; }

    public required string CarriedForward { get; init; }

    public required string BroughtForward { get; init; }

    public required string Net { get; init; }

    public required string Gross { get; init; }

    public required string NetTotal { get; init; }

    /// <summary>Label of the VAT total.</summary>
    public required string VatTotal { get; init; }

    public required string GrossTotal { get; init; }

    public required string VatSummary { get; init; }

    public required string Rate { get; init; }

    public required string PricesIncludeVat { get; init; }

    public required string ExportNote { get; init; }

    public required string Payment { get; init; }

    /// <summary><c>{0}</c> amount, <c>{1}</c> date, <c>{2}</c> invoice number.</summary>
    public required string PaymentNote { get; init; }

    public required string VatId { get; init; }

    public required string SupplyDate { get; init; }

    public required string BuyerVatId { get; init; }

    /// <summary><c>{0}</c> is the address.</summary>
    public required string DeliveryAddress { get; init; }

    public required string PricesExcludeVat { get; init; }

    /// <summary><c>{0}</c> is the buyer's VAT identification number.</summary>
    public required string IntraCommunityNote { get; init; }

    /// <summary>Stands in place of the rate.</summary>
    public required string Exempt { get; init; }

    public required string ExemptNote { get; init; }

    public required string Paid { get; init; }

    /// <summary><c>{0}</c> is the way of payment.</summary>
    public required string PaidBy { get; init; }

    /// <summary>Terms of payment in the electronic invoice of an order that does not say whether it is paid.</summary>
    public required string PaymentAsOrdered { get; init; }

    /// <summary>Stands across the pages of an invented seller.</summary>
    public required string Specimen { get; init; }

    /// <summary><c>{0}</c> of <c>{1}</c> pages.</summary>
    public required string Page { get; init; }
}
