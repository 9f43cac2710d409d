using Microservices.Invoice.Issuing;
using Microservices.Invoice.Pdf.Drawing;
using Microservices.Invoice.Pdf.Text;
using static Microservices.Invoice.Pdf.Layout.PageGeometry;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>The table of lines: header, rows, carried totals.</summary>
internal sealed class LineTable
{
    private const double Size = 9;
    private const double HeaderSize = 8;
    private const double Padding = 6;
    private const int DescriptionLines = 3;

    // Right edges of the columns with numbers, left edges of those with text.
    private const double Amount = Right - Padding;
    private const double Vat = Amount - AmountWidth - 6;
    private const double UnitPrice = Vat - VatWidth - 6;
    private const double Quantity = UnitPrice - UnitPriceWidth - 6;
    private const double Description = Left + 92;
    private const double Sku = Left + 30;
    private const double Position = Left + 22;

    private const double AmountWidth = 62;
    private const double VatWidth = 32;
    private const double UnitPriceWidth = 52;
    private const double QuantityWidth = 34;
    private const double DescriptionWidth = Quantity - QuantityWidth - 4 - Description;
    private const double SkuWidth = Description - Sku - 6;

    private readonly Sheet _sheet;
    private readonly IReadOnlyList<InvoiceLine> _lines;

    public LineTable(Sheet sheet)
    {
        _sheet = sheet;
        _lines = sheet.Invoice.Content.Lines;
        Rows = _lines.Select(line => (HeightOf(line), sheet.Invoice.Content.AmountOf(line))).ToList();
    }

    /// <summary>Height and printed amount of each line.</summary>
    public IReadOnlyList<(double Height, decimal Amount)> Rows { get; }

    /// <summary>Draws the part of the table that stands on a page.</summary>
    /// <param name="canvas">The page.</param>
    /// <param name="page">What stands on it.</param>
    /// <param name="top">Upper edge of the header.</param>
    /// <returns>Lower edge of the table.</returns>
    public double Draw(PdfCanvas canvas, InvoicePage page, double top)
    {
        DrawHeader(canvas, top);
        var y = top + HeaderHeight;
        if (page.BroughtForward is { } broughtForward)
            y = DrawCarry(canvas, _sheet.Labels.BroughtForward, broughtForward, y);

        for (var index = page.First; index < page.End; index++)
        {
            DrawRow(canvas, index, y);
            y += Rows[index].Height;
            canvas.Rule(Left, y, Width, 0.4, Palette.Hairline);
        }

        return page.CarriedForward is { } carriedForward
            ? DrawCarry(canvas, _sheet.Labels.CarriedForward, carriedForward, y)
            : y;
    }

    private double HeightOf(InvoiceLine line) => RowHeight + (Wrap(line).Count - 1) * ExtraLineHeight;

    private List<string> Wrap(InvoiceLine line) =>
        TextBlock.Wrap(line.Description, _sheet.Document.Regular, Size, DescriptionWidth, DescriptionLines);

    private void DrawHeader(PdfCanvas canvas, double top)
    {
        var labels = _sheet.Labels;
        var y = top + 14.5;
        canvas.Fill(Left, top, Width, HeaderHeight, Palette.Band);
        canvas.Right(Header(labels.Position), Position, y);
        canvas.Left(Header(labels.Sku), Sku, y);
        canvas.Left(Header(labels.Description), Description, y);
        canvas.Right(Header(labels.Quantity), Quantity, y);
        canvas.Right(Header(labels.UnitPrice), UnitPrice, y);
        canvas.Right(Header(labels.Vat), Vat, y);
        canvas.Right(Header(_sheet.Language.Fill(labels.Amount, _sheet.Invoice.Currency)), Amount, y);
    }

    private PdfText Header(string label) => _sheet.Bold(label, HeaderSize, Palette.Accent);

    private void DrawRow(PdfCanvas canvas, int index, double top)
    {
        var line = _lines[index];
        var y = top + 12;
        canvas.Right(_sheet.Regular((index + 1).ToString(_sheet.Language.Culture), Size, Palette.Muted), Position, y);
        canvas.Left(Cell(TextBlock.Fit(line.Sku, _sheet.Document.Regular, Size, SkuWidth)), Sku, y);
        canvas.Right(Number(line.Quantity.ToString("N0", _sheet.Language.Culture), QuantityWidth), Quantity, y);
        canvas.Right(Number(_sheet.UnitPrice(line.UnitPrice), UnitPriceWidth), UnitPrice, y);
        canvas.Right(Number(_sheet.Rate(line.Category, line.RatePercent), VatWidth), Vat, y);
        canvas.Right(Number(_sheet.Amount(_sheet.Invoice.Content.AmountOf(line)), AmountWidth), Amount, y);
        var isRightToLeft = TextDirection.IsRightToLeft(line.Description);
        foreach (var part in Wrap(line))
        {
            canvas.Start(Cell(part) with { IsRightToLeft = isRightToLeft }, Description, DescriptionWidth, y);
            y += ExtraLineHeight;
        }
    }

    private PdfText Cell(string value) => _sheet.Regular(value, Size, Palette.Ink);

    // A number or a rate is never cut: a long one is set smaller.
    private PdfText Number(string value, double width) =>
        Cell(value) with { Size = Math.Min(Size, width / _sheet.Document.Regular.Measure(value)) };

    private double DrawCarry(PdfCanvas canvas, string label, decimal sum, double top)
    {
        canvas.Right(_sheet.Bold(label, Size, Palette.Ink), Vat, top + 13);
        canvas.Right(_sheet.Bold(_sheet.Amount(sum), Size, Palette.Ink), Amount, top + 13);
        canvas.Rule(Left, top + CarryHeight, Width, 0.8, Palette.Accent);
        return top + CarryHeight;
    }
}
