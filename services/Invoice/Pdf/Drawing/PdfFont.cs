using Microservices.Invoice.Pdf.Text;

namespace Microservices.Invoice.Pdf.Drawing;

/// <summary>One weight of the letters of one document.</summary>
/// <param name="shaper">Shapes text in this weight.</param>
internal sealed class PdfFont(TextShaper shaper)
{
    private readonly Dictionary<(string Text, bool? IsRightToLeft), ShapedText> _shaped = [];

    /// <summary>Turns text into glyphs; characters that no font has become U+FFFD each.</summary>
    /// <param name="text">Text.</param>
    /// <param name="isRightToLeft">Direction of its paragraph; by the text itself when absent.</param>
    /// <returns>Glyphs and width.</returns>
    public ShapedText Shape(string text, bool? isRightToLeft = null)
    {
        if (_shaped.TryGetValue((text, isRightToLeft), out var shaped))
            return shaped;

        var plain = PlainText.From(text);
        shaped = shaper.Shape(plain, isRightToLeft ?? TextDirection.IsRightToLeft(plain));
        _shaped.Add((text, isRightToLeft), shaped);
        return shaped;
    }

    /// <summary>The width of text at font size 1.</summary>
    /// <param name="text">Text.</param>
    /// <returns>Width in units of the font size.</returns>
    public double Measure(string text) => Shape(text).WidthInEm;
}
