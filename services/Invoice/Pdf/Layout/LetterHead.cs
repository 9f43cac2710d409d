using Microservices.Invoice.Pdf.Drawing;
using static Microservices.Invoice.Pdf.Layout.PageGeometry;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>The top of the pages: seller, buyer and the invoice's particulars on the first, one line on the others.</summary>
internal static class LetterHead
{
    private const double ParticularsLeft = 344;

    /// <summary>Draws the first page's top.</summary>
    /// <param name="page">The page.</param>
    /// <param name="sheet">The invoice.</param>
    /// <param name="buyer">Who is invoiced.</param>
    public static void DrawFirst(PdfCanvas page, Sheet sheet, BuyerBlock buyer)
    {
        var seller = sheet.Invoice.Content.Seller;
        page.Fill(0, 0, PdfDocument.Width, 6, Palette.Accent);

        var title = sheet.Bold(sheet.Labels.Title, 25, Palette.Accent);
        var name = TextBlock.Fit(seller.Name, sheet.Document.Bold, 15, 330);
        page.Left(sheet.Bold(name, 15, Palette.Ink), Left, 68);
        page.Right(title, Right, 70);

        buyer.Draw(page);
        DrawParticulars(page, sheet);
    }

    /// <summary>Draws a further page's top.</summary>
    /// <param name="page">The page.</param>
    /// <param name="sheet">The invoice.</param>
    public static void DrawNext(PdfCanvas page, Sheet sheet)
    {
        page.Fill(0, 0, PdfDocument.Width, 6, Palette.Accent);
        var name = TextBlock.Fit(sheet.Invoice.Content.Seller.Name, sheet.Document.Bold, 10, 240);
        page.Left(sheet.Bold(name, 10, Palette.Ink), Left, 54);
        page.Right(sheet.Regular(
            $"{sheet.Labels.Title} {sheet.Invoice.Number}  ·  {sheet.Language.Date(sheet.Invoice.InvoiceDate)}", 9, Palette.Muted),
            Right, 54);
        page.Rule(Left, 66, Width, 0.6, Palette.Hairline);
    }

    private static void DrawParticulars(PdfCanvas page, Sheet sheet)
    {
        var rows = InvoiceWords.Particulars(sheet.Invoice, sheet.Language);
        var y = 146d;
        foreach (var (label, value) in rows)
        {
            var isNumber = y == 146d;
            var font = isNumber ? sheet.Document.Bold : sheet.Document.Regular;
            var room = Right - ParticularsLeft - sheet.Document.Regular.Measure(label) * 9 - 8;
            page.Left(sheet.Regular(label, 9, Palette.Muted), ParticularsLeft, y);
            page.Right(new PdfText(TextBlock.Fit(value, font, 9.5, room), font, 9.5, Palette.Ink), Right, y);
            page.Rule(ParticularsLeft, y + 5.5, Right - ParticularsLeft, 0.4, Palette.Hairline);
            y += 18;
        }
    }
}
