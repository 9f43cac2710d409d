using SkiaSharp;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>Glyphs of one font that stand next to each other. Lengths are in em, so that they fit any font size.</summary>
/// <param name="Face">The font.</param>
/// <param name="Text">The characters that they stand for, as UTF-8, so that the PDF's text can be copied.</param>
/// <param name="Glyphs">Numbers of the glyphs in the font, from left to right.</param>
/// <param name="Clusters">For each glyph, where its character starts in <paramref name="Text"/>.</param>
/// <param name="Positions">For each glyph, its origin on the line, measured from the line's left end; y grows downwards.</param>
internal sealed record GlyphRun(FontFace Face, byte[] Text, uint[] Glyphs, uint[] Clusters, SKPoint[] Positions);
