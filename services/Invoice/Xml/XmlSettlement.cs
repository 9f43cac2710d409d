using Contracts.Rules;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Pdf.Labels;

namespace Microservices.Invoice.Xml;

/// <summary>Writes how the invoice is paid, its VAT and its totals (EN 16931, BG-16, BG-23, BG-22).</summary>
/// <param name="cii">The document.</param>
/// <param name="invoice">The invoice.</param>
/// <param name="language">The language of its texts.</param>
internal sealed class XmlSettlement(CiiWriter cii, PrintedInvoice invoice, InvoiceLanguage language)
{
    private const string NotDefined = "1"; // UNCL 4461
    private const string CreditTransfer = "30";

    private readonly bool _isPaid = invoice.Content.Payment?.Status == PaymentStatuses.Paid;

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        var asksForPayment = InvoiceWords.AskForPayment(invoice.Content);
        if (asksForPayment)
            cii.Text("PaymentReference", invoice.Number); // BT-83
        cii.Text("InvoiceCurrencyCode", invoice.Currency); // BT-5
        WriteMeans(asksForPayment && invoice.Content.Seller.Iban.Length > 0);
        XmlTaxes.Write(cii, invoice.Content, language);
        cii.Group("SpecifiedTradePaymentTerms", () =>
        {
            if (asksForPayment)
                cii.Date("DueDateDateTime", invoice.DueDate); // BT-9
            else
                cii.Text("Description", Terms()); // BT-20
        });
        cii.Group("SpecifiedTradeSettlementHeaderMonetarySummation", WriteTotals);
    }

    private void WriteMeans(bool tellsAccount)
    {
        var method = invoice.Content.Payment?.Method;
        if (!tellsAccount && method is null)
            return;

        var seller = invoice.Content.Seller;
        cii.Group("SpecifiedTradeSettlementPaymentMeans", () =>
        {
            // A method is a text of the shop's own, which names no code.
            cii.Text("TypeCode", tellsAccount ? CreditTransfer : NotDefined); // BT-81
            cii.Text("Information", method); // BT-82
            if (!tellsAccount)
                return;

            cii.Group("PayeePartyCreditorFinancialAccount", () =>
            {
                cii.Text("IBANID", seller.Iban.Replace(" ", "", StringComparison.Ordinal)); // BT-84
                cii.Text("AccountName", seller.Name); // BT-85
            });
            if (seller.Bic.Length > 0)
                cii.Group("PayeeSpecifiedCreditorFinancialInstitution", () => cii.Text("BICID", seller.Bic)); // BT-86
        });
    }

    // BR-CO-25: while something is due, a day or words say when.
    private string Terms() => (_isPaid, invoice.Content.Payment?.Method) switch
    {
        (true, { } method) => language.Fill(language.Labels.PaidBy, method),
        (true, null) => language.Labels.Paid,
        _ => language.Labels.PaymentAsOrdered,
    };

    private void WriteTotals()
    {
        cii.Amount("LineTotalAmount", invoice.Net); // BT-106
        cii.Amount("TaxBasisTotalAmount", invoice.Net); // BT-109
        cii.Amount("TaxTotalAmount", invoice.Vat, invoice.Currency); // BT-110
        cii.Amount("GrandTotalAmount", invoice.Gross); // BT-112
        if (_isPaid)
            cii.Amount("TotalPrepaidAmount", invoice.Gross); // BT-113
        cii.Amount("DuePayableAmount", _isPaid ? 0m : invoice.Gross); // BT-115
    }
}
