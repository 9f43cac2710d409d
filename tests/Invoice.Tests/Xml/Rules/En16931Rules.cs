using System.Text.RegularExpressions;
using System.Xml.Linq;
using Contracts.Rules;

namespace Microservices.Invoice.Tests.Xml.Rules;

/// <summary>
/// The rules of EN 16931-1:2017 (clause 6.4) over a Cross Industry Invoice, for what invoices without allowances and charges can
/// breach. Written from the norm's text, sharing nothing with the writer. Each breach begins with the rule's number.
/// </summary>
internal static partial class En16931Rules
{
    /// <summary>All breaches of structure and rules.</summary>
    public static IReadOnlyList<string> FindBreaches(byte[] xml)
    {
        using var file = new MemoryStream(xml);
        return FindBreaches(XDocument.Load(file).Root!); // a document has a root
    }

    public static IReadOnlyList<string> FindBreaches(XElement invoice) =>
    [
        .. SchemaOrder.FindBreaches(invoice),
        .. Presence(invoice).Concat(Lines(invoice)).Concat(Codes(invoice)).Concat(SumRules.Check(invoice))
            .Where(rule => !rule.Holds).Select(rule => rule.Name).Distinct(),
        .. CategoryRules.Check(invoice).Where(rule => !rule.Holds).Select(rule => rule.Name).Distinct(),
    ];

    private static IEnumerable<(string Name, bool Holds)> Presence(XElement invoice)
    {
        yield return ("BR-01", invoice.Has("ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"));
        yield return ("BR-02", invoice.Has("ExchangedDocument/ID"));
        yield return ("BR-03", invoice.Has("ExchangedDocument/IssueDateTime/DateTimeString"));
        yield return ("BR-04", invoice.Has("ExchangedDocument/TypeCode"));
        yield return ("BR-05", invoice.Has($"{Cii.Settlement}/InvoiceCurrencyCode"));
        yield return ("BR-06", invoice.Has($"{Cii.Agreement}/SellerTradeParty/Name"));
        yield return ("BR-07", invoice.Has($"{Cii.Agreement}/BuyerTradeParty/Name"));
        yield return ("BR-08", invoice.All($"{Cii.Agreement}/SellerTradeParty/PostalTradeAddress").Any());
        yield return ("BR-09", invoice.Has($"{Cii.Agreement}/SellerTradeParty/PostalTradeAddress/CountryID"));
        yield return ("BR-10", invoice.All($"{Cii.Agreement}/BuyerTradeParty/PostalTradeAddress").Any());
        yield return ("BR-11", invoice.Has($"{Cii.Agreement}/BuyerTradeParty/PostalTradeAddress/CountryID"));
        yield return ("BR-16", invoice.All(Cii.Lines).Any());
        yield return ("BR-57", invoice.All($"{Cii.Delivery}/ShipToTradeParty/PostalTradeAddress").All(address => address.Has("CountryID")));
        foreach (var means in invoice.All($"{Cii.Settlement}/SpecifiedTradeSettlementPaymentMeans"))
        {
            yield return ("BR-49", means.Has("TypeCode"));
            yield return ("BR-61", means.Text("TypeCode") is not ("30" or "58") || means.Has("PayeePartyCreditorFinancialAccount/IBANID"));
        }

        yield return ("BR-CO-26", invoice.VatIdOf("SellerTradeParty") is not null || invoice.Has($"{Cii.Agreement}/SellerTradeParty/ID"));
    }

    private static IEnumerable<(string Name, bool Holds)> Lines(XElement invoice)
    {
        foreach (var line in invoice.All(Cii.Lines))
        {
            yield return ("BR-21", line.Has("AssociatedDocumentLineDocument/LineID"));
            yield return ("BR-22", line.Has("SpecifiedLineTradeDelivery/BilledQuantity"));
            yield return ("BR-23", line.All("SpecifiedLineTradeDelivery/BilledQuantity").All(quantity => quantity.Attribute("unitCode")?.Value == "H87"));
            yield return ("BR-24", line.Has(Cii.LineAmount));
            yield return ("BR-25", line.Has("SpecifiedTradeProduct/Name"));
            yield return ("BR-26", line.Has("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount"));
            yield return ("BR-27", line.Number("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount") >= 0m);
            yield return ("BR-CO-04", line.Has($"{Cii.LineTax}/CategoryCode"));
        }
    }

    private static IEnumerable<(string Name, bool Holds)> Codes(XElement invoice)
    {
        yield return ("BR-CL-01", invoice.Text("ExchangedDocument/TypeCode") == "380");
        yield return ("BR-CL-03", Currencies.Rule.Holds(invoice.Text($"{Cii.Settlement}/InvoiceCurrencyCode") ?? ""));
        yield return ("BR-CL-14", invoice.Descendants().Where(element => element.Name.LocalName == "CountryID")
            .All(country => CountryCodes.All.Contains(country.Value)));
        yield return ("BR-CL-22", invoice.All($"{Cii.Taxes}/ExemptionReasonCode").All(code => code.Value is "VATEX-EU-IC" or "VATEX-EU-G"));
        yield return ("dates", invoice.Descendants().Where(element => element.Name.LocalName == "DateTimeString")
            .All(date => date.Attribute("format")?.Value == "102" && Day().IsMatch(date.Value)));
        yield return ("BR-CO-09", invoice.Descendants().Where(element => element.Attribute("schemeID")?.Value == "VA")
            .All(id => id.Value.Length > 2 && (id.Value[..2] is "EL" or "XI" || CountryCodes.All.Contains(id.Value[..2]))));
    }

    [GeneratedRegex(@"^[0-9]{8}\z")]
    private static partial Regex Day();
}
