using Contracts.Rules;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Issuing;
using Microservices.Invoice.Pdf.Labels;

namespace Microservices.Invoice.Pdf;

/// <summary>The particulars and the notes of an invoice. The layout decides where they stand on the page.</summary>
internal static class InvoiceWords
{
    /// <summary>Whether the invoice tells where to pay, and by when.</summary>
    /// <param name="content">The invoice.</param>
    /// <returns>Only of an order that is unpaid.</returns>
    public static bool AskForPayment(InvoiceContent content) => content.Payment?.Status == PaymentStatuses.Unpaid;

    /// <summary>The invoice's particulars, each with its label; the number comes first.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="language">The customer's language.</param>
    /// <returns>Five to eight.</returns>
    public static IEnumerable<(string Label, string Value)> Particulars(PrintedInvoice invoice, InvoiceLanguage language)
    {
        var (content, labels) = (invoice.Content, language.Labels);
        yield return (labels.InvoiceNumber, invoice.Number);
        yield return (labels.InvoiceDate, language.Date(invoice.InvoiceDate));
        if (content.SupplyDate is { } supplied)
            yield return (labels.SupplyDate, language.Date(supplied));
        yield return (labels.OrderNumber, content.OrderNumber);
        yield return (labels.OrderDate, language.Date(invoice.OrderDate));
        yield return (labels.CustomerNumber, content.CustomerId);
        if (content.BuyerVatId is { } vatId)
            yield return (labels.BuyerVatId, vatId);
        if (AskForPayment(content))
            yield return (labels.PaymentDue, language.Date(invoice.DueDate));
    }

    /// <summary>The sentences below the sums.</summary>
    /// <param name="content">The invoice.</param>
    /// <param name="language">The customer's language.</param>
    /// <returns>Those that apply.</returns>
    public static IEnumerable<string> Notes(InvoiceContent content, InvoiceLanguage language)
    {
        var labels = language.Labels;
        if (content.VatSummary.Any(sum => sum.RatePercent > 0m))
            yield return content.PricesAreNet ? labels.PricesExcludeVat : labels.PricesIncludeVat;
        if (Has(TaxCategory.G) || (content.VatTreatment == VatTreatment.Export && Has(null))) // earlier releases knew no category
            yield return labels.ExportNote;
        if (Has(TaxCategory.K))
            yield return language.Fill(labels.IntraCommunityNote, content.BuyerVatId ?? "");
        if (Has(TaxCategory.E))
            yield return labels.ExemptNote;
        if (content.DeliveryLines is { } lines)
            yield return language.Fill(labels.DeliveryAddress, string.Join(", ", lines));
        if (content.Payment is { Status: PaymentStatuses.Paid } payment)
            yield return payment.Method is { } method ? language.Fill(labels.PaidBy, method) : labels.Paid;

        bool Has(TaxCategory? category) => content.VatSummary.Any(sum => sum.Category == category);
    }
}
