using System.Globalization;
using System.Text;

namespace Microservices.Invoice.Pdf.Writing;

/// <summary>Draws on one page. Points (1/72 inch) from the page's top left corner; text stands on its base line.</summary>
/// <param name="pageHeight">Height of the page.</param>
internal sealed class PdfCanvas(double pageHeight)
{
    private readonly StringBuilder _content = new();

    /// <summary>Draws text from <paramref name="x"/> to the right.</summary>
    /// <param name="text">Text and its look.</param>
    /// <param name="x">Left end.</param>
    /// <param name="y">Base line.</param>
    public void Left(PdfText text, double x, double y) => Draw(text, text.Font.Shape(text.Value), x, y);

    /// <summary>Draws text that ends at <paramref name="x"/>.</summary>
    /// <param name="text">Text and its look.</param>
    /// <param name="x">Right end.</param>
    /// <param name="y">Base line.</param>
    public void Right(PdfText text, double x, double y)
    {
        var run = text.Font.Shape(text.Value);
        Draw(text, run, x - run.WidthInEm * text.Size, y);
    }

    /// <summary>Draws text upwards at an angle.</summary>
    /// <param name="text">Text and its look.</param>
    /// <param name="x">Left end.</param>
    /// <param name="y">Base line at the left end.</param>
    /// <param name="angle">Radians from the horizontal.</param>
    public void Slanted(PdfText text, double x, double y, double angle)
    {
        var (sine, cosine) = Math.SinCos(angle);
        _content.Append(CultureInfo.InvariantCulture, $"q {cosine:0.####} {sine:0.####} {-sine:0.####} {cosine:0.####} {x:0.##} {pageHeight - y:0.##} cm ");
        Draw(text, text.Font.Shape(text.Value), 0, pageHeight);
        _content.Append("Q\n");
    }

    /// <summary>Draws a horizontal rule.</summary>
    /// <param name="x">Left end.</param>
    /// <param name="y">Height of its middle.</param>
    /// <param name="width">Length.</param>
    /// <param name="thickness">Thickness.</param>
    /// <param name="color">Colour.</param>
    public void Rule(double x, double y, double width, double thickness, PdfColor color) =>
        Fill(x, y - thickness / 2, width, thickness, color);

    /// <summary>Fills a rectangle.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    /// <param name="color">Colour.</param>
    public void Fill(double x, double y, double width, double height, PdfColor color) => _content.Append(
        CultureInfo.InvariantCulture,
        $"{color.Operands()} rg {x:0.##} {pageHeight - y - height:0.##} {width:0.##} {height:0.##} re f\n");

    /// <summary>Writes the page's content.</summary>
    /// <param name="file">The document.</param>
    /// <returns>Object number of the content stream.</returns>
    public int Write(PdfFile file) => file.WriteStream(Encoding.ASCII.GetBytes(_content.ToString()));

    private void Draw(PdfText text, TextRun run, double x, double y)
    {
        if (run.Glyphs.Count == 0)
            return;

        _content.Append(CultureInfo.InvariantCulture,
            $"BT {text.Color.Operands()} rg /{text.Font.ResourceName} {text.Size:0.##} Tf {x:0.##} {pageHeight - y:0.##} Td ");
        text.Font.WriteGlyphs(run, _content);
        _content.Append("ET\n");
    }
}
