using System.Xml.Linq;

namespace Microservices.Invoice.Tests.Xml.Rules;

/// <summary>The rules of EN 16931 for each VAT category: BR-S, BR-Z, BR-E, BR-AE, BR-IC (category K), BR-G, BR-O.</summary>
internal static class CategoryRules
{
    private static readonly (string Code, string Rules)[] Categories =
        [("S", "S"), ("Z", "Z"), ("E", "E"), ("AE", "AE"), ("K", "IC"), ("G", "G"), ("O", "O")];

    public static IEnumerable<(string Name, bool Holds)> Check(XElement invoice)
    {
        yield return ("BR-CL-18", invoice.Descendants().Where(element => element.Name.LocalName == "CategoryCode")
            .All(code => Categories.Any(category => category.Code == code.Value)));
        foreach (var (code, rules) in Categories)
        {
            var lines = invoice.All(Cii.Lines).Where(line => line.Text($"{Cii.LineTax}/CategoryCode") == code).ToList();
            var sums = invoice.All(Cii.Taxes).Where(sum => sum.Text("CategoryCode") == code).ToList();
            yield return ($"BR-{rules}-01", lines.Count == 0 ? sums.Count == 0 : code == "S" ? sums.Count >= 1 : sums.Count == 1);
            if (lines.Count > 0)
                yield return ($"BR-{rules}-02", HasIds(invoice, code));
            foreach (var line in lines)
                yield return ($"BR-{rules}-05", IsRate(code, line.Number($"{Cii.LineTax}/RateApplicablePercent")));
            foreach (var rule in sums.SelectMany(sum => CheckSum(invoice, sum, code, lines)))
                yield return ($"BR-{rules}-{rule.Number}", rule.Holds);
        }
    }

    private static IEnumerable<(string Number, bool Holds)> CheckSum(XElement invoice, XElement sum, string code, List<XElement> lines)
    {
        var rate = sum.Number("RateApplicablePercent");
        yield return ("08", sum.Number("BasisAmount") == lines
            .Where(line => code != "S" || line.Number($"{Cii.LineTax}/RateApplicablePercent") == rate)
            .Sum(line => line.Number(Cii.LineAmount)));
        if (code != "S") // BR-S-09 is BR-CO-17
            yield return ("09", sum.Number("CalculatedAmount") == 0m);
        yield return ("10", (sum.Has("ExemptionReason") || sum.Has("ExemptionReasonCode")) == code is not ("S" or "Z"));
        if (code == "K")
        {
            yield return ("11", invoice.Has($"{Cii.Delivery}/ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"));
            yield return ("12", invoice.Has($"{Cii.Delivery}/ShipToTradeParty/PostalTradeAddress/CountryID"));
        }

        if (code == "O")
            yield return ("11", invoice.All(Cii.Taxes).Count() == 1);
    }

    private static bool IsRate(string code, decimal? rate) => code switch
    {
        "S" => rate > 0m,
        "O" => rate is null,
        _ => rate == 0m,
    };

    private static bool HasIds(XElement invoice, string code)
    {
        var (seller, buyer) = (invoice.VatIdOf("SellerTradeParty") is not null, invoice.VatIdOf("BuyerTradeParty") is not null);
        return code switch
        {
            "K" => seller && buyer,
            "AE" => seller && (buyer || invoice.Has($"{Cii.Agreement}/BuyerTradeParty/SpecifiedLegalOrganization/ID")),
            "O" => !seller && !buyer,
            _ => seller,
        };
    }
}
