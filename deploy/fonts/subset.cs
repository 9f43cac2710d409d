#:package HarfBuzzSharp@14.4.0
#:package HarfBuzzSharp.NativeAssets.Linux@14.4.0
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false
#:property RunAnalyzers=false
// Cuts a font down to ranges of characters and some layout features (services/Invoice/Pdf/Fonts/README.md has the command).
//
//   dotnet run deploy/fonts/subset.cs -- <font file> <index in the collection> <ranges> <features> <new file>
using System.Globalization;
using System.Runtime.InteropServices;
using HarfBuzzSharp;

if (args is not [var path, var index, var ranges, var features, var output])
{
    Console.Error.WriteLine("usage: subset.cs <font file> <index> <ranges such as 3000-30FF,FF00-FFEF> <features such as locl,mark> <new file>");
    return 2;
}

const uint NoHinting = 1;
const int Features = 6;

using var face = new Face(Blob.FromFile(path), int.Parse(index, CultureInfo.InvariantCulture));
var input = HarfBuzz.hb_subset_input_create_or_fail();
foreach (var range in ranges.Split(','))
{
    var ends = Array.ConvertAll(range.Split('-'), end => uint.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    HarfBuzz.hb_set_add_range(HarfBuzz.hb_subset_input_unicode_set(input), ends[0], ends[^1]);
}

var kept = HarfBuzz.hb_subset_input_set(input, Features);
HarfBuzz.hb_set_clear(kept);
foreach (var feature in features.Split(','))
    HarfBuzz.hb_set_add(kept, Tag.Parse(feature));
HarfBuzz.hb_subset_input_set_flags(input, NoHinting);

var subset = HarfBuzz.hb_subset_or_fail(face.Handle, input);
var data = HarfBuzz.hb_blob_get_data(HarfBuzz.hb_face_reference_blob(subset), out var length);
var bytes = new byte[length];
Marshal.Copy(data, bytes, 0, bytes.Length);
File.WriteAllBytes(output, bytes);
Console.WriteLine($"{output}: {bytes.Length} bytes");
return 0;

internal static class HarfBuzz
{
    private const string Library = "libHarfBuzzSharp";

    [DllImport(Library)]
    public static extern nint hb_subset_input_create_or_fail();

    [DllImport(Library)]
    public static extern nint hb_subset_input_unicode_set(nint input);

    [DllImport(Library)]
    public static extern nint hb_subset_input_set(nint input, int kind);

    [DllImport(Library)]
    public static extern void hb_subset_input_set_flags(nint input, uint flags);

    [DllImport(Library)]
    public static extern void hb_set_add_range(nint set, uint first, uint last);

    [DllImport(Library)]
    public static extern void hb_set_add(nint set, uint value);

    [DllImport(Library)]
    public static extern void hb_set_clear(nint set);

    [DllImport(Library)]
    public static extern nint hb_subset_or_fail(nint face, nint input);

    [DllImport(Library)]
    public static extern nint hb_face_reference_blob(nint face);

    [DllImport(Library)]
    public static extern nint hb_blob_get_data(nint blob, out uint length);
}
