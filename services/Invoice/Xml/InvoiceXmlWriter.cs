using Contracts.Rules;
using Microservices.Invoice.Issuing;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Pdf.Labels;

namespace Microservices.Invoice.Xml;

/// <summary>
/// Writes an invoice as EN 16931 has it, in the syntax UN/CEFACT Cross Industry Invoice D16B (CEN/TS 16931-3-3), with the same data as the
/// PDF. Numbers as BT-27 and BG-4 in comments are the norm's business terms and groups. An equal invoice gives equal bytes.
/// </summary>
internal static class InvoiceXmlWriter
{
    /// <summary>How many decimals the norm allows an amount at most (BR-DEC).</summary>
    public const int MaxDecimals = 2;

    private const string Guideline = "urn:cen.eu:en16931:2017";
    private const string CommercialInvoice = "380"; // UNCL 1001
    private const string Piece = "H87"; // UN/ECE Recommendation 20

    /// <summary>Writes an invoice.</summary>
    /// <param name="invoice">An invoice that <see cref="XmlObstacles"/> finds nothing against.</param>
    /// <returns>The file.</returns>
    public static WrittenXml Write(PrintedInvoice invoice)
    {
        var content = invoice.Content;
        var language = InvoiceLanguage.For(content.Locale);
        using var cii = new CiiWriter(Math.Min(MaxDecimals, Currencies.MinorUnitsOf(invoice.Currency)));
        cii.Part("ExchangedDocumentContext", () =>
            cii.Group("GuidelineSpecifiedDocumentContextParameter", () => cii.Text("ID", Guideline))); // BT-24
        cii.Part("ExchangedDocument", () =>
        {
            cii.Text("ID", invoice.Number); // BT-1
            cii.Text("TypeCode", CommercialInvoice); // BT-3
            cii.Date("IssueDateTime", invoice.InvoiceDate); // BT-2
            foreach (var note in Notes(content, language.Labels))
                cii.Group("IncludedNote", () => cii.Text("Content", note)); // BT-22
        });
        cii.Part("SupplyChainTradeTransaction", () => WriteTransaction(cii, invoice, language));
        return cii.Finish();
    }

    /// <summary>What a line is called (BT-153).</summary>
    /// <param name="line">The line.</param>
    /// <returns>Its description; its SKU when that is blank.</returns>
    public static string NameOf(InvoiceLine line) => string.IsNullOrWhiteSpace(line.Description) ? line.Sku : line.Description;

    private static void WriteTransaction(CiiWriter cii, PrintedInvoice invoice, InvoiceLanguage language)
    {
        var content = invoice.Content;
        var parties = new XmlParties(cii, content);
        for (var index = 0; index < content.Lines.Count; index++)
            WriteLine(cii, content, index);

        cii.Group("ApplicableHeaderTradeAgreement", () =>
        {
            parties.WriteSeller();
            parties.WriteBuyer();
            cii.Group("SellerOrderReferencedDocument", () => cii.Text("IssuerAssignedID", content.OrderNumber)); // BT-14
        });
        cii.Group("ApplicableHeaderTradeDelivery", () =>
        {
            parties.WriteDelivery();
            if (content.SupplyDate is { } date)
                cii.Group("ActualDeliverySupplyChainEvent", () => cii.Date("OccurrenceDateTime", date)); // BT-72
        });
        cii.Group("ApplicableHeaderTradeSettlement", () => new XmlSettlement(cii, invoice, language).Write());
    }

    private static void WriteLine(CiiWriter cii, InvoiceContent content, int index)
    {
        var line = content.Lines[index];
        cii.Group("IncludedSupplyChainTradeLineItem", () =>
        {
            cii.Group("AssociatedDocumentLineDocument", () => cii.Number("LineID", index + 1)); // BT-126
            cii.Group("SpecifiedTradeProduct", () =>
            {
                cii.Text("SellerAssignedID", line.Sku); // BT-155
                cii.Text("Name", NameOf(line)); // BT-153
            });
            cii.Group("SpecifiedLineTradeAgreement", () =>
                cii.Group("NetPriceProductTradePrice", () => cii.Number("ChargeAmount", NetPrice(line, content.PricesAreNet)))); // BT-146
            cii.Group("SpecifiedLineTradeDelivery", () =>
                cii.Text("BilledQuantity", FormattableString.Invariant($"{line.Quantity}"), "unitCode", Piece)); // BT-129, BT-130
            cii.Group("SpecifiedLineTradeSettlement", () =>
            {
                cii.Group("ApplicableTradeTax", () =>
                {
                    cii.Text("TypeCode", "VAT");
                    cii.Text("CategoryCode", XmlTaxes.Of(content, line).Category.ToString()); // BT-151
                    cii.Number("RateApplicablePercent", line.RatePercent); // BT-152
                });
                cii.Group("SpecifiedTradeSettlementLineMonetarySummation", () => cii.Amount("LineTotalAmount", line.Gross - line.Vat)); // BT-131
            });
        });
    }

    // BT-146 has no limit of decimals. Where the price has VAT in it, the net price is the line's net amount by quantity, with so many
    // decimals that quantity × price, rounded, gives the amount back.
    private static decimal NetPrice(InvoiceLine line, bool pricesAreNet)
    {
        if (pricesAreNet || line.Vat == 0m)
            return line.UnitPrice;

        var decimals = MaxDecimals;
        for (var rest = line.Quantity; rest > 0; rest /= 10)
            decimals++;
        return Math.Round((line.Gross - line.Vat) / line.Quantity, decimals, MidpointRounding.AwayFromZero);
    }

    private static IEnumerable<string> Notes(InvoiceContent content, InvoiceLabels labels)
    {
        if (content.Seller.Demo)
            yield return labels.Specimen;
        if (content.BuyerVatId is { } vatId && !XmlParties.HasCountry(vatId))
            yield return $"{labels.BuyerVatId}: {vatId}"; // BT-48 demands the prefix of a country
    }
}
