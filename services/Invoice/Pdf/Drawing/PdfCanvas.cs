using Microservices.Invoice.Pdf.Text;
using SkiaSharp;

namespace Microservices.Invoice.Pdf.Drawing;

/// <summary>
/// Takes what is to be drawn on one page. Points (1/72 inch) from the page's top left corner; text stands on its base line.
/// </summary>
internal sealed class PdfCanvas
{
    private readonly List<(SKRect Area, SKColor Color)> _fills = [];
    private readonly List<(ShapedText Text, SKPoint Origin, float Size, SKColor Color, float Angle)> _texts = [];

    /// <summary>The glyphs on the page.</summary>
    public IEnumerable<GlyphRun> Runs => _texts.SelectMany(text => text.Text.Runs);

    /// <summary>Draws text from <paramref name="x"/> to the right.</summary>
    /// <param name="text">Text and its look.</param>
    /// <param name="x">Left end.</param>
    /// <param name="y">Base line.</param>
    public void Left(PdfText text, double x, double y) => Add(text, Shape(text), x, y);

    /// <summary>Draws text that ends at <paramref name="x"/>.</summary>
    /// <param name="text">Text and its look.</param>
    /// <param name="x">Right end.</param>
    /// <param name="y">Base line.</param>
    public void Right(PdfText text, double x, double y)
    {
        var shaped = Shape(text);
        Add(text, shaped, x - shaped.WidthInEm * text.Size, y);
    }

    /// <summary>Draws text upwards at an angle.</summary>
    /// <param name="text">Text and its look.</param>
    /// <param name="middleX">Middle of the text.</param>
    /// <param name="middleY">Base line at its middle.</param>
    /// <param name="angle">Radians from the horizontal.</param>
    public void Slanted(PdfText text, double middleX, double middleY, double angle)
    {
        var shaped = Shape(text);
        var (sine, cosine) = Math.SinCos(angle);
        var half = shaped.WidthInEm * text.Size / 2;
        Add(text, shaped, middleX - half * cosine, middleY + half * sine, angle);
    }

    /// <summary>Draws a line of a paragraph at the side at which its reader starts.</summary>
    /// <param name="text">Text and its look.</param>
    /// <param name="left">Left edge of the paragraph.</param>
    /// <param name="width">Its width.</param>
    /// <param name="y">Base line.</param>
    public void Start(PdfText text, double left, double width, double y)
    {
        if (text.IsRightToLeft ?? TextDirection.IsRightToLeft(text.Value))
            Right(text, left + width, y);
        else
            Left(text, left, y);
    }

    /// <summary>Draws a horizontal rule.</summary>
    /// <param name="x">Left end.</param>
    /// <param name="y">Height of its middle.</param>
    /// <param name="width">Length.</param>
    /// <param name="thickness">Thickness.</param>
    /// <param name="color">Colour.</param>
    public void Rule(double x, double y, double width, double thickness, SKColor color) =>
        Fill(x, y - thickness / 2, width, thickness, color);

    /// <summary>Fills a rectangle, below all text.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    /// <param name="color">Colour.</param>
    public void Fill(double x, double y, double width, double height, SKColor color) =>
        _fills.Add((SKRect.Create((float)x, (float)y, (float)width, (float)height), color));

    /// <summary>Draws it all.</summary>
    /// <param name="canvas">The page.</param>
    /// <param name="subsets">For each font, its glyphs as embedded.</param>
    public void Draw(SKCanvas canvas, IReadOnlyDictionary<FontFace, FontSubset> subsets)
    {
        using var paint = new SKPaint();
        foreach (var (area, color) in _fills)
        {
            paint.Color = color;
            canvas.DrawRect(area, paint);
        }

        foreach (var (text, origin, size, color, angle) in _texts)
        {
            canvas.Save();
            canvas.RotateRadians(-angle, origin.X, origin.Y);
            paint.Color = color;
            foreach (var run in text.Runs)
                subsets[run.Face].Draw(canvas, run, origin, size, paint);
            canvas.Restore();
        }
    }

    private static ShapedText Shape(PdfText text) => text.Font.Shape(text.Value, text.IsRightToLeft);

    private void Add(PdfText text, ShapedText shaped, double x, double y, double angle = 0) =>
        _texts.Add((shaped, new SKPoint((float)x, (float)y), (float)text.Size, text.Color, (float)angle));
}
