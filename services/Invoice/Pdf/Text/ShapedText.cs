namespace Microservices.Invoice.Pdf.Text;

/// <summary>A line of text as glyphs.</summary>
/// <param name="Runs">The glyphs, run by run, from left to right.</param>
/// <param name="WidthInEm">Width at font size 1.</param>
internal sealed record ShapedText(IReadOnlyList<GlyphRun> Runs, double WidthInEm);
