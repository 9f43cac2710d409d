using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>
/// Chooses a font for each of what readers see as characters, so that a letter and its marks come from one font.
/// </summary>
/// <param name="faces">The fonts, in the order in which they are asked.</param>
/// <param name="missing">Takes the characters that no font has.</param>
internal sealed class FontFallback(IReadOnlyList<FontFace> faces, ISet<Rune> missing)
{
    /// <summary>Splits a part of a line where its font or its script changes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the part starts.</param>
    /// <param name="length">UTF-16 units of it.</param>
    /// <returns>The runs in the sequence of the string.</returns>
    public List<FontRun> Split(string line, int start, int length)
    {
        var runs = new List<FontRun>();
        for (var position = start; position < start + length;)
        {
            var next = position + StringInfo.GetNextTextElementLength(line.AsSpan(position, start + length - position));
            var run = Choose(line.AsSpan(position, next - position), runs.Count > 0 ? runs[^1] : null) with
            {
                Start = position,
                Length = next - position,
            };
            if (runs.Count > 0 && runs[^1].Face == run.Face && (runs[^1].Script == run.Script || IsShared(run.Script)))
                runs[^1] = runs[^1] with { Length = run.End - runs[^1].Start };
            else if (runs.Count > 0 && runs[^1].Face == run.Face && IsShared(runs[^1].Script))
                runs[^1] = run with { Start = runs[^1].Start, Length = run.End - runs[^1].Start };
            else
                runs.Add(run);
            position = next;
        }

        return runs;
    }

    private FontRun Choose(ReadOnlySpan<char> character, FontRun? previous)
    {
        Rune.DecodeFromUtf16(character, out var first, out _);
        var script = UnicodeFunctions.Default.GetScript(first.Value);

        // Punctuation and blanks belong to the words before them, digits always look the same.
        if (previous is { } before && IsShared(script) && !Rune.IsDigit(first) && HasAll(before.Face, character))
            return before with { Script = script };

        foreach (var face in faces)
        {
            if (HasAll(face, character))
                return new FontRun(0, 0, face, script);
        }

        var fallback = faces.FirstOrDefault(face => face.Has(first.Value)) ?? faces[0];
        foreach (var rune in character.EnumerateRunes())
        {
            if (IsDrawn(rune) && !fallback.Has(rune.Value))
                missing.Add(rune);
        }

        return new FontRun(0, 0, fallback, script);
    }

    private static bool HasAll(FontFace face, ReadOnlySpan<char> character)
    {
        foreach (var rune in character.EnumerateRunes())
        {
            if (IsDrawn(rune) && !face.Has(rune.Value))
                return false;
        }

        return true;
    }

    private static bool IsShared(Script script) => script == Script.Common || script == Script.Inherited;

    // Joiners, marks of direction and variation selectors only change how their neighbours look.
    private static bool IsDrawn(Rune rune) => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format
        && rune.Value is not (>= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF or 0x34F);
}
