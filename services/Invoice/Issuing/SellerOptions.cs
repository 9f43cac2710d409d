using System.ComponentModel.DataAnnotations;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Invoice.Issuing;

/// <summary>
/// The seller as printed on the invoice, under <c>Invoice__Seller</c>. The defaults are an invented shop, for trying the
/// service out.
/// </summary>
internal sealed class SellerOptions
{
    /// <summary>Legal name.</summary>
    [Needed, Example("Example Trading Ltd")]
    public string Name { get; set; } = "Example Trading Ltd";

    /// <summary>Street and house number.</summary>
    [Needed, Example("1 Example Street")]
    public string Street { get; set; } = "1 Example Street";

    /// <summary>Postal code and city, as written in the country.</summary>
    [Needed, Example("London N1 9GU")]
    public string City { get; set; } = "London N1 9GU";

    /// <summary>The country's name as printed.</summary>
    [Example("United Kingdom")]
    public string Country { get; set; } = "United Kingdom";

    /// <summary>ISO 3166-1 alpha-2 code; its rate applies to orders without a country. <c>GB</c> by default.</summary>
    [Needed, RegularExpression("^[A-Z]{2}$", ErrorMessage = "must be an ISO 3166-1 alpha-2 code in capitals"), Example("GB")]
    public string CountryCode { get; set; } = "GB";

    /// <summary>VAT identification number.</summary>
    [Needed, Example("GB 000 0000 00")]
    public string VatId { get; set; } = "GB 000 0000 00";

    /// <summary>Entry in the company register; left out when empty.</summary>
    [Example("Companies House 01234567")]
    public string Registration { get; set; } = "";

    /// <summary>E-mail address for questions; left out when empty.</summary>
    [Example("accounts@shop.example")]
    public string Email { get; set; } = "accounts@example.test";

    /// <summary>Telephone number for questions; left out when empty.</summary>
    [Example("+44 20 7946 0000")]
    public string Phone { get; set; } = "";

    /// <summary>Name of the bank; left out when empty.</summary>
    [Example("Example Bank")]
    public string BankName { get; set; } = "Example Bank";

    /// <summary>International bank account number; the payment note is left out when empty.</summary>
    [Example("GB00 EXAM 0000 0000 0000 00")]
    public string Iban { get; set; } = "GB00 EXAM 0000 0000 0000 00";

    /// <summary>Bank identifier code; left out when empty.</summary>
    [Example("EXAMGB00")]
    public string Bic { get; set; } = "EXAMGB00";
}
