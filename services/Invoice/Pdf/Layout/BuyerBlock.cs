using Microservices.Invoice.Pdf.Drawing;
using Microservices.Invoice.Pdf.Text;
using static Microservices.Invoice.Pdf.Layout.PageGeometry;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>
/// Who is invoiced, where window envelopes show it. No line is left out: a long address moves the table down, and is set
/// smaller before it would leave the table no room.
/// </summary>
internal sealed class BuyerBlock
{
    private const double BlockWidth = 245;
    private const double Top = 160;
    private const double LargestSize = 10.5;
    private const double SmallestSize = 4;
    private const double SizeStep = 0.5;
    private const double LeadingPerSize = 4 / 3d;
    private const double GapBelow = 34;
    private const double LowestTableTop = 600;

    private readonly Sheet _sheet;
    private readonly double _size = LargestSize;
    private readonly List<PdfText> _lines;

    public BuyerBlock(Sheet sheet)
    {
        _sheet = sheet;
        _lines = Wrap(_size);
        while (LastBaseLine + GapBelow > LowestTableTop && _size > SmallestSize)
            _lines = Wrap(_size -= SizeStep);
    }

    /// <summary>Top of the table below.</summary>
    public double TableTop => Math.Max(FirstTableTop, LastBaseLine + GapBelow);

    private double Leading => _size * LeadingPerSize;

    private double LastBaseLine => Top + (_lines.Count - 1) * Leading;

    /// <summary>Draws it.</summary>
    /// <param name="page">The first page.</param>
    public void Draw(PdfCanvas page)
    {
        // The line that shows the sender in a window envelope.
        var seller = _sheet.Invoice.Content.Seller;
        var sender = TextBlock.Fit($"{seller.Name}  ·  {seller.Street}  ·  {seller.City}", _sheet.Document.Regular, 7,
            BlockWidth);
        page.Left(_sheet.Regular(sender, 7, Palette.Muted), Left, 137);
        page.Rule(Left, 141.5, BlockWidth, 0.4, Palette.Hairline);

        for (var index = 0; index < _lines.Count; index++)
            page.Start(_lines[index], Left, BlockWidth, Top + index * Leading);
    }

    private List<PdfText> Wrap(double size) => _sheet.Invoice.Content.BuyerLines.SelectMany((line, index) =>
    {
        var font = index == 0 ? _sheet.Document.Bold : _sheet.Document.Regular;
        var isRightToLeft = TextDirection.IsRightToLeft(line);
        return TextBlock.Wrap(line, font, size, BlockWidth)
            .Select(part => new PdfText(part, font, size, Palette.Ink) { IsRightToLeft = isRightToLeft });
    }).ToList();
}
