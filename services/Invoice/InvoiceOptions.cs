using System.ComponentModel.DataAnnotations;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Documents;
using Microservices.Invoice.Issuing;
using Microservices.Invoice.Xml;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Invoice;

/// <summary>Settings of the service, under <c>Invoice</c>.</summary>
internal sealed class InvoiceOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Invoice";

    /// <summary>The series that numbers are counted in, 1 to 16 of A-Z, 0-9, <c>-</c>; <c>INV</c> by default.</summary>
    [Needed, RegularExpression("^[A-Z0-9-]{1,16}$", ErrorMessage = "must be 1 to 16 of A-Z, 0-9 and '-'"), Example("INV")]
    public string Series { get; set; } = "INV";

    /// <summary>
    /// How a number is written: <c>{year}</c>, <c>{number:000000}</c> and, optionally, <c>{series}</c> among letters,
    /// digits, <c>-</c>, <c>_</c> and <c>.</c>; <c>INV-{year}-{number:000000}</c> by default.
    /// </summary>
    [Needed, Example("INV-{year}-{number:000000}")]
    public string NumberFormat { get; set; } = "INV-{year}-{number:000000}";

    /// <summary>
    /// IANA name of the seller's time zone, in which an invoice's date and year are told; <c>Europe/London</c> by
    /// default.
    /// </summary>
    [Needed, Example("Europe/London")]
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>Days that the customer has to pay, counted from the date of issue; 14 by default, 0 to 365.</summary>
    [Between(0, 365), Example("14")]
    public int PaymentDays { get; set; } = 14;

    /// <summary>Who invoices.</summary>
    public SellerOptions Seller { get; set; } = new();

    /// <summary>VAT rates that differ from those of the tables.</summary>
    public VatOptions Vat { get; set; } = new();

    /// <summary>Where the documents are kept.</summary>
    public DocumentOptions Documents { get; set; } = new();

    /// <summary>The electronic invoice beside the PDF.</summary>
    public XmlOptions Xml { get; set; } = new();
}
