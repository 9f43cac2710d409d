using System.Text;
using Microservices.Invoice.Pdf.Text;
using SkiaSharp;

namespace Microservices.Invoice.Pdf.Drawing;

/// <summary>
/// The glyphs of one font that one document uses. Cut here, because Skia would embed the whole font: hundreds of kilobytes
/// for a few words.
/// </summary>
internal sealed class FontSubset : IDisposable
{
    private readonly SKTypeface _typeface;
    private readonly Dictionary<uint, ushort> _glyphs;

    private FontSubset(SKTypeface typeface, Dictionary<uint, ushort> glyphs)
    {
        _typeface = typeface;
        _glyphs = glyphs;
    }

    /// <summary>Cuts a font down.</summary>
    /// <param name="face">The font.</param>
    /// <param name="runs">All that the document draws with it.</param>
    /// <returns>The subset.</returns>
    public static FontSubset Of(FontFace face, IEnumerable<GlyphRun> runs)
    {
        var (glyphs, characters) = (new HashSet<uint>(), new HashSet<uint>());
        foreach (var run in runs.Distinct())
        {
            glyphs.UnionWith(run.Glyphs);
            foreach (var rune in Encoding.UTF8.GetString(run.Text).EnumerateRunes())
                characters.Add((uint)rune.Value);
        }

        using var subset = HarfBuzzSubset.Cut(face.Handle, glyphs, characters);
        using var data = SKData.CreateCopy(subset.Data, subset.Length);
        var typeface = SKTypeface.FromData(data)
            ?? throw new InvalidOperationException("Skia does not read the subset that HarfBuzz made of a font.");
        return new FontSubset(typeface, glyphs.ToDictionary(glyph => glyph, subset.NumberOf));
    }

    /// <summary>Draws glyphs, with their characters for whoever copies or searches the text.</summary>
    /// <param name="canvas">The page.</param>
    /// <param name="run">The glyphs.</param>
    /// <param name="origin">Left end of the line's base line.</param>
    /// <param name="size">Font size in points.</param>
    /// <param name="paint">Colour.</param>
    public void Draw(SKCanvas canvas, GlyphRun run, SKPoint origin, float size, SKPaint paint)
    {
        using var font = new SKFont(_typeface, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
        using var builder = new SKTextBlobBuilder();
        var buffer = builder.AllocateRawPositionedTextRun(font, run.Glyphs.Length, run.Text.Length, null);
        for (var index = 0; index < run.Glyphs.Length; index++)
        {
            buffer.Glyphs[index] = _glyphs[run.Glyphs[index]];
            buffer.Positions[index] = new SKPoint(run.Positions[index].X * size, run.Positions[index].Y * size);
        }

        run.Clusters.CopyTo(buffer.Clusters);
        run.Text.CopyTo(buffer.Text);
        using var blob = builder.Build();
        canvas.DrawText(blob, origin.X, origin.Y, paint);
    }

    /// <inheritdoc />
    public void Dispose() => _typeface.Dispose();
}
