using System.ComponentModel.DataAnnotations;

namespace Microservices.Invoice.Issuing;

/// <summary>
/// The seller as printed on the invoice, under <c>Invoice:Seller</c>. The defaults are an invented shop, for trying the
/// service out.
/// </summary>
internal sealed class SellerOptions
{
    /// <summary>Legal name.</summary>
    [Required(ErrorMessage = "Invoice:Seller:Name is empty; it is printed on every invoice.")]
    public string Name { get; set; } = "Example Trading Ltd";

    /// <summary>Street and house number.</summary>
    [Required(ErrorMessage = "Invoice:Seller:Street is empty; it is printed on every invoice.")]
    public string Street { get; set; } = "1 Example Street";

    /// <summary>Postal code and city, as written in the country.</summary>
    [Required(ErrorMessage = "Invoice:Seller:City is empty; it is printed on every invoice.")]
    public string City { get; set; } = "London N1 9GU";

    /// <summary>The country's name as printed.</summary>
    public string Country { get; set; } = "United Kingdom";

    /// <summary>ISO 3166-1 alpha-2 code; its rate applies to orders without a country. <c>GB</c> by default.</summary>
    [Required, RegularExpression("^[A-Z]{2}$",
        ErrorMessage = "Invoice:Seller:CountryCode must be an ISO 3166-1 alpha-2 code in capitals, such as GB.")]
    public string CountryCode { get; set; } = "GB";

    /// <summary>VAT identification number.</summary>
    [Required(ErrorMessage = "Invoice:Seller:VatId is empty; an invoice without it is not valid.")]
    public string VatId { get; set; } = "GB 000 0000 00";

    /// <summary>Entry in the company register; left out when empty.</summary>
    public string Registration { get; set; } = "";

    /// <summary>E-mail address for questions; left out when empty.</summary>
    public string Email { get; set; } = "accounts@example.test";

    /// <summary>Telephone number for questions; left out when empty.</summary>
    public string Phone { get; set; } = "";

    /// <summary>Name of the bank; left out when empty.</summary>
    public string BankName { get; set; } = "Example Bank";

    /// <summary>International bank account number; the payment note is left out when empty.</summary>
    public string Iban { get; set; } = "GB00 EXAM 0000 0000 0000 00";

    /// <summary>Bank identifier code; left out when empty.</summary>
    public string Bic { get; set; } = "EXAMGB00";
}
