using System.Runtime.InteropServices;

namespace Microservices.Invoice.Pdf.Drawing;

/// <summary>HarfBuzz's subsetter, which its library has and its .NET binding lacks.</summary>
internal sealed class HarfBuzzSubset : IDisposable
{
    private const string Library = "libHarfBuzzSharp";
    private const uint NoHinting = 1;
    private const int DropTables = 3;

    // The glyphs are chosen and placed already, so that nothing reads these any more.
    private static readonly uint[] LayoutTables = [.. new[] { "GSUB", "GPOS", "GDEF", "kern" }.Select(Tag)];

    private readonly nint _plan;
    private readonly nint _face;
    private readonly nint _blob;

    private HarfBuzzSubset(nint plan, nint face)
    {
        _plan = plan;
        _face = face;
        _blob = hb_face_reference_blob(_face);
        Data = hb_blob_get_data(_blob, out var length);
        Length = length;
    }

    /// <summary>The font file.</summary>
    public nint Data { get; }

    /// <summary>Its bytes.</summary>
    public uint Length { get; }

    /// <summary>Cuts a font down to glyphs and characters.</summary>
    /// <param name="face">HarfBuzz's face.</param>
    /// <param name="glyphs">Glyphs to keep.</param>
    /// <param name="characters">Code points whose entries in the character map are kept.</param>
    /// <returns>The subset.</returns>
    /// <exception cref="InvalidOperationException">The font is damaged.</exception>
    public static HarfBuzzSubset Cut(nint face, IEnumerable<uint> glyphs, IEnumerable<uint> characters)
    {
        var input = hb_subset_input_create_or_fail();
        try
        {
            AddAll(hb_subset_input_glyph_set(input), glyphs);
            AddAll(hb_subset_input_unicode_set(input), characters);
            AddAll(hb_subset_input_set(input, DropTables), LayoutTables);
            hb_subset_input_set_flags(input, NoHinting);
            var plan = hb_subset_plan_create_or_fail(face, input);
            var cut = plan == 0 ? 0 : hb_subset_plan_execute_or_fail(plan);
            if (cut != 0)
                return new HarfBuzzSubset(plan, cut);

            if (plan != 0)
                hb_subset_plan_destroy(plan);
            throw new InvalidOperationException("HarfBuzz cannot make a subset of a font; its file is damaged.");
        }
        finally
        {
            hb_subset_input_destroy(input);
        }
    }

    /// <summary>The number that a glyph has in the subset.</summary>
    /// <param name="glyph">Its number in the whole font.</param>
    /// <returns>The number.</returns>
    public ushort NumberOf(uint glyph) => (ushort)hb_map_get(hb_subset_plan_old_to_new_glyph_mapping(_plan), glyph);

    /// <inheritdoc />
    public void Dispose()
    {
        hb_blob_destroy(_blob);
        hb_face_destroy(_face);
        hb_subset_plan_destroy(_plan);
    }

    private static void AddAll(nint set, IEnumerable<uint> values)
    {
        foreach (var value in values)
            hb_set_add(set, value);
    }

    private static uint Tag(string name) => (uint)((name[0] << 24) | (name[1] << 16) | (name[2] << 8) | name[3]);

    [DllImport(Library)]
    private static extern nint hb_subset_input_create_or_fail();

    [DllImport(Library)]
    private static extern void hb_subset_input_destroy(nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_input_glyph_set(nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_input_unicode_set(nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_input_set(nint input, int kind);

    [DllImport(Library)]
    private static extern void hb_subset_input_set_flags(nint input, uint flags);

    [DllImport(Library)]
    private static extern nint hb_subset_plan_create_or_fail(nint face, nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_plan_execute_or_fail(nint plan);

    [DllImport(Library)]
    private static extern nint hb_subset_plan_old_to_new_glyph_mapping(nint plan);

    [DllImport(Library)]
    private static extern void hb_subset_plan_destroy(nint plan);

    [DllImport(Library)]
    private static extern uint hb_map_get(nint map, uint key);

    [DllImport(Library)]
    private static extern void hb_set_add(nint set, uint value);

    [DllImport(Library)]
    private static extern nint hb_face_reference_blob(nint face);

    [DllImport(Library)]
    private static extern void hb_face_destroy(nint face);

    [DllImport(Library)]
    private static extern nint hb_blob_get_data(nint blob, out uint length);

    [DllImport(Library)]
    private static extern void hb_blob_destroy(nint blob);
}
