using Contracts.Rules;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Pdf.Labels;
using Microservices.Invoice.Pdf.Drawing;
using SkiaSharp;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>What all parts of one invoice's drawing share: the data, the language and the fonts.</summary>
internal sealed class Sheet
{
    private readonly int _minorUnits;

    public Sheet(PrintedInvoice invoice, PdfDocument document)
    {
        Invoice = invoice;
        Document = document;
        Language = InvoiceLanguage.For(invoice.Content.Locale);
        _minorUnits = Currencies.MinorUnitsOf(invoice.Currency);
    }

    /// <summary>The invoice.</summary>
    public PrintedInvoice Invoice { get; }

    /// <summary>The document.</summary>
    public PdfDocument Document { get; }

    /// <summary>Words, numbers, dates.</summary>
    public InvoiceLanguage Language { get; }

    /// <summary>The words.</summary>
    public InvoiceLabels Labels => Language.Labels;

    /// <summary>Text in regular weight.</summary>
    /// <param name="value">Text.</param>
    /// <param name="size">Font size.</param>
    /// <param name="color">Colour.</param>
    /// <returns>Text and look.</returns>
    public PdfText Regular(string value, double size, SKColor color) => new(value, Document.Regular, size, color);

    /// <summary>Text in bold weight.</summary>
    /// <param name="value">Text.</param>
    /// <param name="size">Font size.</param>
    /// <param name="color">Colour.</param>
    /// <returns>Text and look.</returns>
    public PdfText Bold(string value, double size, SKColor color) => new(value, Document.Bold, size, color);

    /// <summary>Writes an amount without its currency.</summary>
    /// <param name="amount">Amount.</param>
    /// <returns>Such as <c>1,234.50</c>.</returns>
    public string Amount(decimal amount) => Language.Amount(amount, _minorUnits);

    /// <summary>Writes a VAT rate; exempt goods have none, unlike those that are taxed at zero.</summary>
    /// <param name="category">How goods are taxed.</param>
    /// <param name="percent">Rate in percent.</param>
    /// <returns>Such as <c>20%</c>.</returns>
    public string Rate(TaxCategory? category, decimal percent) =>
        category == TaxCategory.E ? Labels.Exempt : Language.Percent(percent);

    /// <summary>Writes a price of one piece with every decimal that it has, and no fewer than the currency.</summary>
    /// <param name="price">Price.</param>
    /// <returns>Such as <c>0.0125</c>.</returns>
    public string UnitPrice(decimal price) => Language.Amount(price, Math.Max(_minorUnits, UnitPrices.DecimalsOf(price)));
}
