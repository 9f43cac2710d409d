using System.Xml.Linq;
using Contracts.Rules;

namespace Microservices.Invoice.Tests.Xml.Rules;

/// <summary>The sums of EN 16931 (BR-12 to 15, BR-CO, BR-DEC), exact to the last decimal.</summary>
internal static class SumRules
{
    private const int Decimals = 2;

    public static IEnumerable<(string Name, bool Holds)> Check(XElement invoice)
    {
        var totals = invoice.All(Cii.Totals).Single();
        var (lines, basis, gross, due) = (totals.Number("LineTotalAmount"), totals.Number("TaxBasisTotalAmount"),
            totals.Number("GrandTotalAmount"), totals.Number("DuePayableAmount"));
        var (tax, paid) = (totals.Number("TaxTotalAmount"), totals.Number("TotalPrepaidAmount"));

        yield return ("BR-12", lines is not null);
        yield return ("BR-13", basis is not null);
        yield return ("BR-14", gross is not null);
        yield return ("BR-15", due is not null);
        yield return ("BR-CO-10", lines == invoice.All(Cii.Lines).Sum(line => line.Number(Cii.LineAmount)));
        yield return ("BR-CO-13", basis == lines);
        yield return ("BR-CO-14", tax == invoice.All(Cii.Taxes).Sum(sum => sum.Number("CalculatedAmount")));
        yield return ("BR-CO-15", gross == basis + tax
            && totals.All("TaxTotalAmount").Single().Attribute("currencyID")?.Value == invoice.Text($"{Cii.Settlement}/InvoiceCurrencyCode"));
        yield return ("BR-CO-16", due == gross - (paid ?? 0m));
        yield return ("BR-CO-18", invoice.All(Cii.Taxes).Any());
        yield return ("BR-CO-25", due <= 0m || invoice.Has($"{Cii.Settlement}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")
            || invoice.Has($"{Cii.Settlement}/SpecifiedTradePaymentTerms/Description"));
        foreach (var sum in invoice.All(Cii.Taxes))
            yield return ("BR-CO-17", IsTaxOf(sum));
        foreach (var amount in invoice.Descendants().Where(element => element.Name.LocalName is "LineTotalAmount" or "TaxBasisTotalAmount"
            or "GrandTotalAmount" or "DuePayableAmount" or "TaxTotalAmount" or "TotalPrepaidAmount" or "CalculatedAmount" or "BasisAmount"))
        {
            yield return ("BR-DEC", amount.Value.Length - amount.Value.LastIndexOf('.') - 1 <= Decimals || !amount.Value.Contains('.', StringComparison.Ordinal));
        }

        // No rule of the norm but of its readers (such as PEPPOL-EN16931-R120): quantity × price is the line's amount.
        foreach (var line in invoice.All(Cii.Lines))
        {
            var amount = line.Number("SpecifiedLineTradeDelivery/BilledQuantity")
                * line.Number("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount") ?? -1m;
            yield return ("quantity × price", Math.Abs(amount - line.Number(Cii.LineAmount) ?? 1m) <= MinorUnit(invoice) / 2m);
        }

        // The norm rounds tax to two decimals. With prices that include VAT it is exact to one unit of the currency's last decimal:
        // gross = net + tax comes first (docs/adr/0004), and 0.03 at 20 % has no net amount whose tax gives it back.
        bool IsTaxOf(XElement sum)
        {
            var computed = sum.Number("BasisAmount") * (sum.Number("RateApplicablePercent") ?? 0m) / 100m;
            return Math.Abs(sum.Number("CalculatedAmount") - computed ?? 1m) < MinorUnit(invoice);
        }
    }

    private static decimal MinorUnit(XElement invoice) =>
        Currencies.MinorUnitsOf(invoice.Text($"{Cii.Settlement}/InvoiceCurrencyCode") ?? "") switch { 0 => 1m, 2 => 0.01m, _ => 0.001m };
}
