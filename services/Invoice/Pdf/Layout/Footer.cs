using Microservices.Invoice.Pdf.Drawing;
using static Microservices.Invoice.Pdf.Layout.PageGeometry;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>The bottom of every page: who the seller is, and the page number.</summary>
internal static class Footer
{
    private const double Top = 772;
    private const double Size = 7.5;
    private const double Leading = 10.5;
    private const double ColumnWidth = 142;

    /// <summary>Draws it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="sheet">The invoice.</param>
    /// <param name="number">Number of the page, from 1.</param>
    /// <param name="count">Pages in all.</param>
    public static void Draw(PdfCanvas page, Sheet sheet, int number, int count)
    {
        var seller = sheet.Invoice.Content.Seller;
        page.Rule(Left, Top, Width, 0.6, Palette.Hairline);
        DrawColumn(page, sheet, 0, [seller.Name, seller.Street, seller.City, seller.Country]);
        DrawColumn(page, sheet, 1, [$"{sheet.Labels.VatId} {seller.VatId}", seller.Registration, seller.Email, seller.Phone]);
        DrawColumn(page, sheet, 2, seller.Iban.Length == 0
            ? []
            : [seller.BankName, $"IBAN {seller.Iban}", seller.Bic.Length > 0 ? $"BIC {seller.Bic}" : ""]);

        page.Right(sheet.Regular(sheet.Language.Fill(sheet.Labels.Page, number, count), Size, Palette.Muted),
            Right, Top + 14);
    }

    private static void DrawColumn(PdfCanvas page, Sheet sheet, int column, string[] lines)
    {
        var y = Top + 14;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            var text = TextBlock.Fit(line, sheet.Document.Regular, Size, ColumnWidth - 8);
            page.Left(sheet.Regular(text, Size, Palette.Muted), Left + column * ColumnWidth, y);
            y += Leading;
        }
    }
}
