using Microservices.Invoice.Pdf.Drawing;
using static Microservices.Invoice.Pdf.Layout.PageGeometry;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>Everything below the last line: VAT summary, totals, notes, how to pay.</summary>
internal sealed class Totals(Sheet sheet)
{
    private const double Gap = 20;
    private const double RowLeading = 15;
    private const double NoteLeading = 12.5;
    private const double SummaryWidth = 246;
    private const double TotalsLeft = 344;
    private const double Amount = Right - 6;
    private const double Size = 9;

    private readonly List<string> _notes = Notes(sheet);

    /// <summary>Height of the whole, the gap above it included.</summary>
    public double Height => Gap + BlockHeight + 16 + _notes.Count * NoteLeading + PaymentHeight;

    private double BlockHeight => Math.Max(18 + (sheet.Invoice.Content.VatSummary.Count + 1) * RowLeading, 72);

    private double PaymentHeight => InvoiceWords.AskForPayment(sheet.Invoice.Content) && sheet.Invoice.Content.Seller.Iban.Length > 0 ? 58 : 0;

    /// <summary>Draws it.</summary>
    /// <param name="page">The last page.</param>
    /// <param name="top">Lower edge of the table.</param>
    public void Draw(PdfCanvas page, double top)
    {
        var y = top + Gap;
        DrawVatSummary(page, y);
        DrawSums(page, y);

        y += BlockHeight + 16;
        foreach (var note in _notes)
        {
            page.Left(sheet.Regular(note, Size, Palette.Muted), Left, y);
            y += NoteLeading;
        }

        if (PaymentHeight > 0)
            DrawPayment(page, y + 8);
    }

    private static List<string> Notes(Sheet sheet) => InvoiceWords.Notes(sheet.Invoice.Content, sheet.Language)
        .SelectMany(note => TextBlock.Wrap(note, sheet.Document.Regular, Size, Width)).ToList();

    private void DrawVatSummary(PdfCanvas page, double top)
    {
        double[] columns = [Left + 90, Left + 168, Left + SummaryWidth];
        var y = top + 10;
        page.Left(sheet.Bold(sheet.Labels.VatSummary, Size, Palette.Accent), Left, y);
        page.Rule(Left, y + 6, SummaryWidth, 0.6, Palette.Accent);

        y += 18;
        page.Left(sheet.Regular(sheet.Labels.Rate, 8, Palette.Muted), Left, y);
        string[] labels = [sheet.Labels.Net, sheet.Labels.Vat, sheet.Labels.Gross];
        for (var column = 0; column < labels.Length; column++)
            page.Right(sheet.Regular(labels[column], 8, Palette.Muted), columns[column], y);

        foreach (var sum in sheet.Invoice.Content.VatSummary)
        {
            y += RowLeading;
            page.Left(sheet.Regular(sheet.Rate(sum.Category, sum.RatePercent), Size, Palette.Ink), Left, y);
            decimal[] amounts = [sum.Net, sum.Vat, sum.Gross];
            for (var column = 0; column < amounts.Length; column++)
                page.Right(sheet.Regular(sheet.Amount(amounts[column]), Size, Palette.Ink), columns[column], y);
        }
    }

    private void DrawSums(PdfCanvas page, double top)
    {
        var invoice = sheet.Invoice;
        var y = top + 10;
        page.Left(sheet.Regular(sheet.Labels.NetTotal, 9.5, Palette.Ink), TotalsLeft, y);
        page.Right(sheet.Regular(sheet.Amount(invoice.Net), 9.5, Palette.Ink), Amount, y);

        y += 16;
        page.Left(sheet.Regular(sheet.Labels.VatTotal, 9.5, Palette.Ink), TotalsLeft, y);
        page.Right(sheet.Regular(sheet.Amount(invoice.Vat), 9.5, Palette.Ink), Amount, y);

        y += 11;
        page.Fill(TotalsLeft - 8, y, Right - TotalsLeft + 8, 28, Palette.Band);
        page.Rule(TotalsLeft - 8, y, Right - TotalsLeft + 8, 1.2, Palette.Accent);
        page.Left(sheet.Bold(sheet.Labels.GrossTotal, 12, Palette.Accent), TotalsLeft, y + 18.5);
        page.Right(sheet.Bold($"{invoice.Currency} {sheet.Amount(invoice.Gross)}", 12, Palette.Accent), Amount, y + 18.5);
    }

    private void DrawPayment(PdfCanvas page, double top)
    {
        var seller = sheet.Invoice.Content.Seller;
        var y = top + 10;
        page.Left(sheet.Bold(sheet.Labels.Payment, Size, Palette.Accent), Left, y);
        y += 14;
        page.Left(sheet.Regular(sheet.Language.Fill(sheet.Labels.PaymentNote,
            $"{sheet.Invoice.Currency} {sheet.Amount(sheet.Invoice.Gross)}", sheet.Language.Date(sheet.Invoice.DueDate),
            sheet.Invoice.Number), Size, Palette.Ink), Left, y);
        y += 14;
        var account = new[] { seller.BankName, $"IBAN {seller.Iban}", seller.Bic.Length > 0 ? $"BIC {seller.Bic}" : "" };
        page.Left(sheet.Regular(string.Join("  ·  ", account.Where(part => part.Length > 0)), Size, Palette.Ink), Left, y);
    }
}
