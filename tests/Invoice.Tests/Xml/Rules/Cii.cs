using System.Globalization;
using System.Xml.Linq;

namespace Microservices.Invoice.Tests.Xml.Rules;

/// <summary>Reads a Cross Industry Invoice by paths of local names.</summary>
internal static class Cii
{
    public const string Settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement";
    public const string Agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement";
    public const string Delivery = "SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery";
    public const string Totals = $"{Settlement}/SpecifiedTradeSettlementHeaderMonetarySummation";
    public const string Taxes = $"{Settlement}/ApplicableTradeTax";
    public const string Lines = "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem";
    public const string LineTax = "SpecifiedLineTradeSettlement/ApplicableTradeTax";
    public const string LineAmount = "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount";

    public static IEnumerable<XElement> All(this XElement from, string path) => path.Split('/')
        .Aggregate<string, IEnumerable<XElement>>([from], (found, name) => found.SelectMany(element => element.Elements().Where(child => child.Name.LocalName == name)));

    public static string? Text(this XElement from, string path) => from.All(path).FirstOrDefault()?.Value;

    public static bool Has(this XElement from, string path) => !string.IsNullOrWhiteSpace(from.Text(path));

    /// <summary>The number there; null for none, an exception for what is no decimal of XML Schema.</summary>
    public static decimal? Number(this XElement from, string path) => from.Text(path) is { } text
        ? decimal.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
        : null;

    public static string? VatIdOf(this XElement invoice, string party) => invoice.All($"{Agreement}/{party}/SpecifiedTaxRegistration/ID")
        .FirstOrDefault(id => (string?)id.Attribute("schemeID") == "VA")?.Value;
}
