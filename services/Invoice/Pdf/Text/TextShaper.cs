using System.Text;
using HarfBuzzSharp;
using SkiaSharp;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>
/// Turns lines of text into glyphs. Whatever a customer or a shop may have typed is drawn or replaced, never thrown on.
/// </summary>
/// <param name="faces">The fonts, in the order in which they are asked for a character.</param>
/// <param name="language">BCP 47 tag that decides between the Chinese, Japanese and Korean forms of one character.</param>
/// <param name="missing">Takes the characters that no font has.</param>
internal sealed class TextShaper(IReadOnlyList<FontFace> faces, string language, ISet<Rune> missing)
{
    private const uint NotDefined = 0; // blank in a subset

    private readonly FontFallback _fallback = new(faces, missing);
    private readonly Language _language = ShapingLanguage.Of(language);

    /// <summary>Shapes one line.</summary>
    /// <param name="text">Text, as <see cref="PlainText"/> gives it.</param>
    /// <param name="isRightToLeft">Direction of its paragraph.</param>
    /// <returns>Glyphs and width.</returns>
    public ShapedText Shape(string text, bool isRightToLeft)
    {
        var runs = new List<GlyphRun>();
        var width = 0d;
        foreach (var (start, length, isReversed) in TextDirection.Runs(text, isRightToLeft))
        {
            var parts = _fallback.Split(text, start, length);
            if (isReversed)
                parts.Reverse();
            foreach (var part in parts)
                runs.Add(Shape(text, part, isReversed, ref width));
        }

        return new ShapedText(runs, width);
    }

    private GlyphRun Shape(string line, FontRun part, bool isRightToLeft, ref double x)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(line.AsSpan(), part.Start, part.Length); // the whole line, because letters join over runs
        buffer.Direction = isRightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        buffer.Script = part.Script;
        buffer.Language = _language;
        part.Face.Shape(buffer);

        var infos = buffer.GetGlyphInfoSpan();
        var advances = buffer.GetGlyphPositionSpan();
        var run = new GlyphRun(part.Face, Encoding.UTF8.GetBytes(line, part.Start, part.Length),
            new uint[infos.Length], new uint[infos.Length], new SKPoint[infos.Length]);
        double unitsPerEm = part.Face.UnitsPerEm;
        for (var index = 0; index < infos.Length; index++)
        {
            var cluster = (int)infos[index].Cluster;
            var isMissing = infos[index].Codepoint == NotDefined;
            run.Glyphs[index] = isMissing ? part.Face.Replacement : infos[index].Codepoint;
            run.Clusters[index] = (uint)Encoding.UTF8.GetByteCount(line.AsSpan(part.Start, cluster - part.Start));
            run.Positions[index] = new SKPoint((float)(x + advances[index].XOffset / unitsPerEm),
                (float)(-advances[index].YOffset / unitsPerEm));
            x += (isMissing ? part.Face.ReplacementAdvance : advances[index].XAdvance) / unitsPerEm;
        }

        return run;
    }
}
