using Microservices.Invoice.Pdf.Drawing;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>A word across the page, so that nobody takes an invented seller's invoice for a real one.</summary>
internal static class Specimen
{
    private const double Size = 110;
    private const double Angle = Math.PI / 180 * 54; // about the page's diagonal

    /// <summary>Draws it, if the seller is the invented one.</summary>
    /// <param name="page">The page, before anything else is on it.</param>
    /// <param name="sheet">The invoice.</param>
    public static void Draw(PdfCanvas page, Sheet sheet)
    {
        if (!sheet.Invoice.Content.Seller.Demo)
            return;

        page.Slanted(sheet.Bold(sheet.Labels.Specimen, Size, Palette.Watermark), PdfDocument.Width / 2, PdfDocument.Height / 2, Angle);
    }
}
