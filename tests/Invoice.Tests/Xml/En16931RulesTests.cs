using System.Text;
using System.Xml.Linq;
using Microservices.Invoice.Tests.Xml.Rules;
using Microservices.Invoice.Xml;

namespace Microservices.Invoice.Tests.Xml;

/// <summary>That the checker finds what is wrong: one change to a right invoice at a time.</summary>
public class En16931RulesTests
{
    [Theory]
    [InlineData("several rates", "BR-02", "<ram:ID>INV-2026-000042</ram:ID>", "<ram:ID> </ram:ID>")]
    [InlineData("several rates", "BR-CL-01", ">380<", ">12<")]
    [InlineData("several rates", "BR-11", "<ram:CountryID>DE</ram:CountryID>", "")]
    [InlineData("several rates", "BR-CL-14", "<ram:CountryID>GB</ram:CountryID>", "<ram:CountryID>UK</ram:CountryID>")]
    [InlineData("several rates", "BR-25", "<ram:Name>Zero</ram:Name>", "<ram:Name> </ram:Name>")]
    [InlineData("several rates", "BR-23", "unitCode=\"H87\"", "unitCode=\"piece\"")]
    [InlineData("several rates", "BR-27", "<ram:ChargeAmount>5</ram:ChargeAmount>", "<ram:ChargeAmount>-5</ram:ChargeAmount>")]
    [InlineData("several rates", "BR-CO-09", "schemeID=\"VA\">GB", "schemeID=\"VA\">99")]
    [InlineData("several rates", "BR-CO-26", "schemeID=\"VA\">GB000000000", "schemeID=\"FC\">1")]
    [InlineData("several rates", "BR-CO-10", "<ram:LineTotalAmount>10.00<", "<ram:LineTotalAmount>10.01<")]
    [InlineData("several rates", "BR-Z-08", "<ram:LineTotalAmount>10.00<", "<ram:LineTotalAmount>10.01<")]
    [InlineData("several rates", "quantity × price", "<ram:LineTotalAmount>10.00<", "<ram:LineTotalAmount>10.01<")]
    [InlineData("several rates", "BR-CO-13", "<ram:TaxBasisTotalAmount>", "<ram:TaxBasisTotalAmount>1")]
    [InlineData("several rates", "BR-CO-14", "<ram:TaxTotalAmount currencyID=\"GBP\">", "<ram:TaxTotalAmount currencyID=\"GBP\">1")]
    [InlineData("several rates", "BR-CO-15", "currencyID=\"GBP\"", "currencyID=\"EUR\"")]
    [InlineData("several rates", "BR-CO-15", "<ram:GrandTotalAmount>", "<ram:GrandTotalAmount>1")]
    [InlineData("paid", "BR-CO-16", "<ram:DuePayableAmount>0.00", "<ram:DuePayableAmount>0.01")]
    [InlineData("several rates", "BR-CO-17", "<ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:ApplicableTradeTax>", "<ram:RateApplicablePercent>18</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:ApplicableTradeTax>")]
    [InlineData("payment not told", "BR-CO-25", "<ram:Description>As agreed with the order.</ram:Description>", "")]
    [InlineData("several rates", "BR-DEC", "<ram:BasisAmount>10.00", "<ram:BasisAmount>10.000")]
    [InlineData("paid", "BR-S-01", "</ram:BasisAmount><ram:CategoryCode>S<", "</ram:BasisAmount><ram:CategoryCode>O<")]
    [InlineData("several rates", "BR-S-05", "<ram:RateApplicablePercent>19<", "<ram:RateApplicablePercent>0<")]
    [InlineData("several rates", "BR-S-08", "<ram:RateApplicablePercent>7</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLine", "<ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLine")]
    [InlineData("several rates", "BR-Z-01", "</ram:BasisAmount><ram:CategoryCode>Z<", "</ram:BasisAmount><ram:CategoryCode>E<")]
    [InlineData("several rates", "BR-E-10", "<ram:ExemptionReason>Exempt: goods exempt from VAT.</ram:ExemptionReason>", "")]
    [InlineData("exempt", "BR-E-05", "<ram:RateApplicablePercent>0<", "<ram:RateApplicablePercent>1<")]
    [InlineData("exempt", "BR-E-09", "<ram:CalculatedAmount>0.00", "<ram:CalculatedAmount>0.01")]
    [InlineData("exempt", "BR-Z-10", "<ram:CategoryCode>E<", "<ram:CategoryCode>Z<")]
    [InlineData("exempt", "BR-AE-02", "<ram:CategoryCode>E<", "<ram:CategoryCode>AE<")]
    [InlineData("exempt", "BR-O-05", "<ram:CategoryCode>E<", "<ram:CategoryCode>O<")]
    [InlineData("exempt", "BR-O-02", "<ram:CategoryCode>E<", "<ram:CategoryCode>O<")]
    [InlineData("intra-Community", "BR-IC-02", "schemeID=\"VA\">FR40303265045", "schemeID=\"FC\">1")]
    [InlineData("intra-Community", "BR-IC-11", "<ram:OccurrenceDateTime><udt:DateTimeString format=\"102\">20261121</udt:DateTimeString></ram:OccurrenceDateTime>", "")]
    [InlineData("export of a British seller", "BR-G-02", "schemeID=\"VA\">GB000000000", "schemeID=\"FC\">1")]
    [InlineData("unpaid", "BR-61", "<ram:IBANID>GB00EXAM00000000000000</ram:IBANID>", "")]
    [InlineData("unpaid", "dates", "format=\"102\">20261206", "format=\"102\">2026-12-06")]
    [InlineData("unpaid", "schema: ID comes too late in ExchangedDocument", "<ram:ID>INV-2026-000042</ram:ID><ram:TypeCode>380</ram:TypeCode>", "<ram:TypeCode>380</ram:TypeCode><ram:ID>INV-2026-000042</ram:ID>")]
    [InlineData("unpaid", "schema: ExchangedDocument lacks TypeCode", "<ram:TypeCode>380</ram:TypeCode>", "")]
    [InlineData("unpaid", "schema: Total is not in ExchangedDocument", "<ram:TypeCode>380</ram:TypeCode>", "<ram:TypeCode>380</ram:TypeCode><ram:Total/>")]
    public void Should_find_a_breach(string kind, string rule, string text, string instead)
    {
        var xml = Encoding.UTF8.GetString(InvoiceXmlWriter.Write(XmlSamples.Of(kind)).Content);
        var changed = xml.Replace(text, instead, StringComparison.Ordinal);

        changed.ShouldNotBe(xml);
        En16931Rules.FindBreaches(XElement.Parse(changed, LoadOptions.PreserveWhitespace)).ShouldContain(rule);
    }
}
