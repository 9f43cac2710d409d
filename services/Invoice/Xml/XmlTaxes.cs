using Microservices.Invoice.Amounts;
using Microservices.Invoice.Issuing;
using Microservices.Invoice.Pdf.Labels;

namespace Microservices.Invoice.Xml;

/// <summary>The VAT of an invoice by category and rate (EN 16931, BG-23).</summary>
internal static class XmlTaxes
{
    /// <summary>How a line is taxed; that of releases that knew the rate alone follows from the rate and the destination.</summary>
    /// <param name="content">What is printed.</param>
    /// <param name="line">One of its lines.</param>
    /// <returns>Category and rate.</returns>
    public static LineVat Of(InvoiceContent content, InvoiceLine line) => new(line.Category ?? line.RatePercent switch
    {
        > 0m => TaxCategory.S,
        _ when content.VatTreatment == VatTreatment.Export => TaxCategory.G,
        _ => TaxCategory.Z,
    }, line.RatePercent);

    /// <summary>
    /// The sums of the lines that are taxed alike. A line's net amount is its gross without the VAT that it adds to the lines before it
    /// (<see cref="RateAmounts"/>), so that the taxable amount is the sum of net amounts (BR-S-08) and all totals are sums (BR-CO-10 to 15).
    /// </summary>
    /// <param name="content">What is printed.</param>
    /// <returns>Highest rate first.</returns>
    public static List<VatSum> Sum(InvoiceContent content) => VatSum.Of(content.Lines, line => Of(content, line));

    /// <summary>Writes the sums.</summary>
    /// <param name="cii">The document.</param>
    /// <param name="content">What is printed.</param>
    /// <param name="language">The language of the reasons.</param>
    public static void Write(CiiWriter cii, InvoiceContent content, InvoiceLanguage language)
    {
        foreach (var sum in Sum(content))
        {
            cii.Group("ApplicableTradeTax", () =>
            {
                cii.Amount("CalculatedAmount", sum.Vat);
                cii.Text("TypeCode", "VAT");
                cii.Text("ExemptionReason", Reason(sum.Category, content, language));
                cii.Amount("BasisAmount", sum.Net);
                cii.Text("CategoryCode", sum.Category.ToString());
                cii.Text("ExemptionReasonCode", ReasonCode(sum.Category, content));
                cii.Number("RateApplicablePercent", sum.RatePercent);
            });
        }
    }

    private static string? Reason(TaxCategory? category, InvoiceContent content, InvoiceLanguage language) => category switch
    {
        TaxCategory.G => language.Labels.ExportNote,
        TaxCategory.K => language.Fill(language.Labels.IntraCommunityNote, content.BuyerVatId ?? ""),
        TaxCategory.E => language.Labels.ExemptNote,
        _ => null,
    };

    // The codes cite Directive 2006/112/EC. An order does not say why goods are exempt, and a seller outside the Union does not export
    // under the directive: the reason in words is enough for both (BR-E-10, BR-G-10).
    private static string? ReasonCode(TaxCategory? category, InvoiceContent content) => category switch
    {
        TaxCategory.K => "VATEX-EU-IC",
        TaxCategory.G when content.SupplyDate is { } date && IsInUnion(content.Seller, date) => "VATEX-EU-G",
        _ => null,
    };

    private static bool IsInUnion(SellerOptions seller, DateOnly date) =>
        VatTerritories.Find(seller.CountryCode, postalCode: null, date).Union is not null;
}
