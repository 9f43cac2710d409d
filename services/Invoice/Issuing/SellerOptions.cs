using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Invoice.Issuing;

/// <summary>
/// The seller as printed on the invoice, under <c>Invoice__Seller</c>. There is no default: an invoice that names another seller
/// cannot be mended. <see cref="Demo"/> stands for all of them where the service is tried out.
/// </summary>
internal sealed class SellerOptions
{
    /// <summary>Whether the seller is an invented one, and SPECIMEN stands across every page; no other key is set then.</summary>
    [Example("false")]
    public bool Demo { get; set; }

    /// <summary>Legal name.</summary>
    [Needed, Example("Example Trading Ltd")]
    public string Name { get; set; } = "";

    /// <summary>Street and house number.</summary>
    [Needed, Example("1 Example Street")]
    public string Street { get; set; } = "";

    /// <summary>Postal code and city, as written in the country.</summary>
    [Needed, Example("London N1 9GU")]
    public string City { get; set; } = "";

    /// <summary>The country's name as printed.</summary>
    [Needed, Example("United Kingdom")]
    public string Country { get; set; } = "";

    /// <summary>
    /// ISO 3166-1 alpha-2 code, or <c>XI</c> for Northern Ireland; its rate applies to orders without a country, and it decides which
    /// deliveries are within the Union.
    /// </summary>
    [Needed, Example("GB")]
    public string CountryCode { get; set; } = "";

    /// <summary>VAT identification number.</summary>
    [Needed, Example("GB 123 4567 89")]
    public string VatId { get; set; } = "";

    /// <summary>Entry in the company register; left out when empty.</summary>
    [Example("Companies House 01234567")]
    public string Registration { get; set; } = "";

    /// <summary>E-mail address for questions; left out when empty.</summary>
    [Example("accounts@shop.example")]
    public string Email { get; set; } = "";

    /// <summary>Telephone number for questions; left out when empty.</summary>
    [Example("+44 20 7946 0000")]
    public string Phone { get; set; } = "";

    /// <summary>Name of the bank; left out when empty.</summary>
    [Example("Example Bank")]
    public string BankName { get; set; } = "";

    /// <summary>International bank account number; an unpaid invoice does not tell where to pay when empty.</summary>
    [Example("GB82 WEST 1234 5698 7654 32")]
    public string Iban { get; set; } = "";

    /// <summary>Bank identifier code; left out when empty.</summary>
    [Example("WESTGB22")]
    public string Bic { get; set; } = "";
}
