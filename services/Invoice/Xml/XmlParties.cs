using Contracts.Orders;
using Contracts.Rules;
using Microservices.Invoice.Issuing;

namespace Microservices.Invoice.Xml;

/// <summary>Writes who invoices, who is invoiced, and where the goods go (EN 16931, BG-4, BG-7, BG-13).</summary>
/// <param name="cii">The document.</param>
/// <param name="content">What is printed.</param>
internal sealed class XmlParties(CiiWriter cii, InvoiceContent content)
{
    private const string VatScheme = "VA";

    /// <summary>Writes the seller.</summary>
    public void WriteSeller()
    {
        var seller = content.Seller;
        cii.Group("SellerTradeParty", () =>
        {
            cii.Text("Name", seller.Name); // BT-27
            cii.Text("Description", seller.Registration); // BT-33: the name of a register and the number in it
            if (seller.Phone.Length + seller.Email.Length > 0)
                cii.Group("DefinedTradeContact", () => WriteContact(seller)); // BG-6
            cii.Group("PostalTradeAddress", () =>
            {
                cii.Text("LineOne", seller.Street);
                cii.Text("CityName", seller.City);
                cii.Text("CountryID", Country(seller.CountryCode));
            });
            WriteVatId(seller.VatId); // BT-31
        });
    }

    /// <summary>Writes the buyer.</summary>
    public void WriteBuyer() => cii.Group("BuyerTradeParty", () =>
    {
        cii.Text("ID", content.CustomerId); // BT-46
        cii.Text("Name", content.BuyerLines[0]); // BT-44
        WriteAddress(content.BuyerAddress, CountryOfBuyer(content), content.BuyerLines[0]);
        if (content.BuyerVatId is { } vatId && HasCountry(vatId))
            WriteVatId(vatId); // BT-48
    });

    /// <summary>Writes where the goods go; to the buyer unless the invoice says otherwise.</summary>
    public void WriteDelivery() => cii.Group("ShipToTradeParty", () =>
    {
        var name = (content.DeliveryLines ?? content.BuyerLines)[0];
        cii.Text("Name", name); // BT-70
        WriteAddress(content.DeliveryAddress ?? content.BuyerAddress, CountryOfDelivery(content), name);
    });

    /// <summary>The buyer's country (BT-55).</summary>
    /// <param name="content">What is printed.</param>
    /// <returns>ISO 3166-1 alpha-2 code; <see langword="null"/> when the order named none, or an earlier release kept no parts of addresses.</returns>
    public static string? CountryOfBuyer(InvoiceContent content) => Country(content.BuyerAddress?.CountryCode);

    /// <summary>The country that the goods go to (BT-80): that by which the VAT was chosen.</summary>
    /// <param name="content">What is printed.</param>
    /// <returns>ISO 3166-1 alpha-2 code.</returns>
    public static string? CountryOfDelivery(InvoiceContent content) => Country(content.DeliveryAddress?.CountryCode) ?? CountryOfBuyer(content);

    /// <summary>Whether a VAT identification number begins with the country that gave it, as BR-CO-09 demands.</summary>
    /// <param name="vatId">The number.</param>
    /// <returns><see langword="true"/> with the code of a country, or EL for Greece.</returns>
    public static bool HasCountry(string vatId)
    {
        var compact = VatIds.Compact(vatId);
        return compact.Length > 2 && (compact[..2] is "EL" or "XI" || CountryCodes.All.Contains(compact[..2]));
    }

    // ISO 3166-1 has no codes for what customs treat apart.
    private static string? Country(string? code) => code?.Trim() switch
    {
        null or "" => null,
        "XI" => "GB",
        "EA" or "IC" => "ES",
        { } known => known,
    };

    private void WriteAddress(ShippingAddress? address, string? country, string party) => cii.Group("PostalTradeAddress", () =>
    {
        cii.Text("PostcodeCode", address?.PostalCode);
        cii.Text("LineOne", address?.Line1);
        cii.Text("LineTwo", address?.Line2);
        if (address?.Name?.Trim() != party)
            cii.Text("LineThree", address?.Name); // no other term keeps a second name
        cii.Text("CityName", address?.City);
        cii.Text("CountryID", country);
        cii.Text("CountrySubDivisionName", address?.Region);
    });

    private void WriteContact(SellerOptions seller)
    {
        if (seller.Phone.Length > 0)
            cii.Group("TelephoneUniversalCommunication", () => cii.Text("CompleteNumber", seller.Phone));
        if (seller.Email.Length > 0)
            cii.Group("EmailURIUniversalCommunication", () => cii.Text("URIID", seller.Email));
    }

    private void WriteVatId(string vatId) =>
        cii.Group("SpecifiedTaxRegistration", () => cii.Text("ID", VatIds.Compact(vatId), "schemeID", VatScheme));
}
