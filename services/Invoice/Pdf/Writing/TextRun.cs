namespace Microservices.Invoice.Pdf.Writing;

/// <summary>Text as glyphs, ready to be measured and drawn at any size.</summary>
/// <param name="Glyphs">Glyphs, characters and the kerning after each, in font units.</param>
/// <param name="WidthInEm">Width at font size 1.</param>
internal sealed record TextRun(IReadOnlyList<(ushort Glyph, int CodePoint, int Kerning)> Glyphs, double WidthInEm);
