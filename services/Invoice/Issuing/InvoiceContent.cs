using Contracts.Orders;
using Microservices.Invoice.Amounts;

namespace Microservices.Invoice.Issuing;

/// <summary>
/// Everything printed on an invoice except its number, date and totals: a copy taken at issue, so that a later change of
/// the order or of the seller's settings cannot change an issued invoice. Stored as JSON; add optional parts only.
/// </summary>
internal sealed record InvoiceContent
{
    /// <summary>BCP 47 tag of the language that the invoice is written in.</summary>
    public required string Locale { get; init; }

    /// <summary>IANA name of the time zone in which the dates are told.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Days to pay, counted from the date of issue.</summary>
    public required int PaymentDays { get; init; }

    /// <summary>Who invoices.</summary>
    public required SellerOptions Seller { get; init; }

    /// <summary>
    /// Name and address of the buyer, line by line as printed, the name first. The goods go there too, unless there are
    /// <see cref="DeliveryLines"/>.
    /// </summary>
    public required IReadOnlyList<string> BuyerLines { get; init; }

    /// <summary>Where the goods go when that is elsewhere, line by line as printed.</summary>
    public IReadOnlyList<string>? DeliveryLines { get; init; }

    /// <summary>The address of <see cref="BuyerLines"/> by its parts.</summary>
    public ShippingAddress? BuyerAddress { get; init; }

    /// <summary>The address that the goods go to, by its parts.</summary>
    public ShippingAddress? DeliveryAddress { get; init; }

    /// <summary>The buyer's VAT identification number, as the order has it.</summary>
    public string? BuyerVatId { get; init; }

    /// <summary>Who ordered, as the order has it; absent on invoices of releases that did not mail them.</summary>
    public Customer? Customer { get; init; }

    /// <summary>The shop's id of the customer.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The number that people use for the order.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>When the shop confirmed the order.</summary>
    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>The day of supply, whose VAT rates apply.</summary>
    public DateOnly? SupplyDate { get; init; }

    /// <summary>Whether and how the order is paid; only an unpaid one is told where to pay.</summary>
    public Payment? Payment { get; init; }

    /// <summary>Whether unit prices are without VAT.</summary>
    public bool PricesAreNet { get; init; }

    /// <summary>Why the VAT rate is what it is.</summary>
    public required VatTreatment VatTreatment { get; init; }

    /// <summary>The lines in the order's sequence.</summary>
    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    /// <summary>The sums by how lines are taxed, highest rate first.</summary>
    public required IReadOnlyList<VatSum> VatSummary { get; init; }

    /// <summary>The amount printed with a line: VAT included like its price, or net where prices are net.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The amount.</returns>
    public decimal AmountOf(InvoiceLine line) => PricesAreNet ? line.Gross - line.Vat : line.Gross;
}
