using Contracts.Rules;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Issuing;
using Microservices.Invoice.Pdf;

namespace Microservices.Invoice.Xml;

/// <summary>Finds why EN 16931 has no form for an invoice, so that none is written that breaks the norm.</summary>
internal static class XmlObstacles
{
    /// <summary>Looks for what the norm demands and an invoice lacks.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <returns>A clause that names the value and the rule, such as "the buyer's country is unknown (BR-11)"; <see langword="null"/> for none.</returns>
    public static string? Find(PrintedInvoice invoice) =>
        FindInParties(invoice.Content) ?? FindInLines(invoice) ?? FindInTaxes(invoice);

    private static string? FindInParties(InvoiceContent content)
    {
        var seller = content.Seller;
        if (string.IsNullOrWhiteSpace(seller.Name))
            return "the seller's name is unknown (BR-06)";
        if (string.IsNullOrWhiteSpace(seller.CountryCode))
            return "the seller's country is unknown (BR-09)";
        if (!XmlParties.HasCountry(seller.VatId))
            return $"the seller's VAT identification number '{seller.VatId}' does not begin with a country's code (BR-CO-09, BR-CO-26)";
        if (content.BuyerLines.Count == 0)
            return "the buyer's name is unknown (BR-07)";
        return XmlParties.CountryOfBuyer(content) is null ? "the buyer's country is unknown (BR-11)" : null;
    }

    private static string? FindInLines(PrintedInvoice invoice)
    {
        var content = invoice.Content;
        for (var index = 0; index < content.Lines.Count; index++)
        {
            var line = content.Lines[index];
            if (string.IsNullOrWhiteSpace(InvoiceXmlWriter.NameOf(line)))
                return $"line {index + 1} has no name (BR-25)";
            if (UnitPrices.DecimalsOf(line.Gross) > InvoiceXmlWriter.MaxDecimals || UnitPrices.DecimalsOf(line.Vat) > InvoiceXmlWriter.MaxDecimals)
                return $"line {index + 1} has an amount in {invoice.Currency} with more than two decimals (BR-DEC-23)";
        }

        return (content.Lines.Sum(line => line.Gross), content.Lines.Sum(line => line.Vat)) == (invoice.Gross, invoice.Vat)
            ? null
            : "its totals are not the sums of its lines (BR-CO-10)";
    }

    private static string? FindInTaxes(PrintedInvoice invoice)
    {
        foreach (var sum in XmlTaxes.Sum(invoice.Content))
        {
            // One unit of the currency is what the validation artefacts of the norm grant to BR-CO-17 and BR-S-09.
            var computed = Math.Round(sum.Net * sum.RatePercent / 100m, InvoiceXmlWriter.MaxDecimals, MidpointRounding.AwayFromZero);
            if (Math.Abs(sum.Vat - computed) >= 1m)
                return FormattableString.Invariant($"its VAT of {sum.RatePercent:0.##} % is {sum.Vat:0.00}, but that of the taxable amount is {computed:0.00} (BR-CO-17)");
            if (sum.Category == TaxCategory.K && (invoice.Content.BuyerVatId is not { } vatId || !XmlParties.HasCountry(vatId)))
                return "it is an intra-Community supply without the buyer's VAT identification number (BR-IC-02)";
            if (sum.Category == TaxCategory.K && invoice.Content.SupplyDate is null)
                return "it is an intra-Community supply without the day of supply (BR-IC-11)";
        }

        return null;
    }
}
