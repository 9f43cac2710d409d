using System.Text;
using HarfBuzzSharp;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>One font file. Immutable once it is loaded: any number of threads may shape with it at once.</summary>
internal sealed class FontFace : IDisposable
{
    private readonly Blob _blob;
    private readonly Face _face;
    private readonly Font _font;

    private FontFace(Blob blob, Face face)
    {
        _blob = blob;
        _face = face;
        _font = new Font(face);
        _font.SetFunctionsOpenType();
        _font.TryGetNominalGlyph((uint)Rune.ReplacementChar.Value, out var replacement);
        Replacement = replacement;
        ReplacementAdvance = _font.GetHorizontalGlyphAdvance(replacement);
    }

    /// <summary>HarfBuzz's face, to cut a subset of.</summary>
    public nint Handle => _face.Handle;

    /// <summary>The glyph of U+FFFD, which stands for a character that the font lacks; 0, which is blank, where it lacks that, too.</summary>
    public uint Replacement { get; }

    /// <summary>How far the next glyph stands from <see cref="Replacement"/>, in units of glyph positions.</summary>
    public int ReplacementAdvance { get; }

    /// <summary>Units of glyph positions in the width of one em.</summary>
    public int UnitsPerEm => _face.UnitsPerEm;

    /// <summary>Loads a file.</summary>
    /// <param name="path">A TrueType or OpenType font.</param>
    /// <returns>The font; <see langword="null"/> when the file is not there or is no font.</returns>
    public static FontFace? Load(string path)
    {
        if (!File.Exists(path))
            return null;

        var blob = Blob.FromFile(path);
        blob.MakeImmutable();
        var face = new Face(blob, 0);
        face.MakeImmutable();
        if (face.GlyphCount > 0)
            return new FontFace(blob, face);

        face.Dispose();
        blob.Dispose();
        return null;
    }

    /// <summary>Whether the font has a glyph for a character.</summary>
    /// <param name="codePoint">The character.</param>
    /// <returns>Whether it is drawn as itself.</returns>
    public bool Has(int codePoint) => _font.TryGetNominalGlyph((uint)codePoint, out _);

    /// <summary>Turns the characters of a buffer into glyphs.</summary>
    /// <param name="buffer">Text, direction, script and language; holds the glyphs afterwards.</param>
    public void Shape(HarfBuzzSharp.Buffer buffer) => _font.Shape(buffer);

    /// <inheritdoc />
    public void Dispose()
    {
        _font.Dispose();
        _face.Dispose();
        _blob.Dispose();
    }
}
