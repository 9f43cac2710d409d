namespace Microservices.Invoice.Pdf.Text;

/// <summary>The fonts of the invoices, loaded once from files beside the service, because a fresh machine has none.</summary>
internal sealed class FontSet : IDisposable
{
    private const string RegularFile = "NotoSans-Regular.ttf";
    private const string BoldFile = "NotoSans-Bold.ttf";

    // Asked in this order for what Noto Sans itself lacks. Only the first has a bold weight: in most of these scripts
    // bold is rare, and the files would be twice as large.
    private static readonly string[] Scripts =
    [
        "Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Thai", "Georgian", "Armenian", "Gujarati", "Gurmukhi",
        "Telugu", "Kannada", "Malayalam", "Oriya", "Sinhala", "Khmer", "Lao", "Myanmar", "Ethiopic", "Thaana",
    ];

    private readonly List<FontFace> _loaded = [];
    private readonly List<string> _missing = [];

    /// <summary>Loads the fonts.</summary>
    /// <param name="directory">Where their files are.</param>
    public FontSet(string directory)
    {
        var (regular, bold) = (Load(RegularFile), Load(BoldFile));
        var others = Scripts.Select(script => Load($"NotoSans{script}-Regular.ttf"))
            .Append(Load("NotoSansCJK-Regular.otf"))
            .Append(Load("NotoSansSymbols-Regular.ttf"))
            .ToList();
        Regular = [.. others.Prepend(regular).OfType<FontFace>()];
        Bold = [.. others.Prepend(regular).Prepend(bold).OfType<FontFace>()];

        FontFace? Load(string file)
        {
            var face = FontFace.Load(Path.Combine(directory, file));
            if (face is null)
                _missing.Add(file);
            else
                _loaded.Add(face);
            return face;
        }
    }

    /// <summary>Where the build puts the files.</summary>
    public static string DefaultDirectory { get; } = Path.Combine(AppContext.BaseDirectory, "Fonts");

    /// <summary>Fonts for running text; each character is drawn with the first that has it.</summary>
    public IReadOnlyList<FontFace> Regular { get; }

    /// <summary>Fonts for what stands out.</summary>
    public IReadOnlyList<FontFace> Bold { get; }

    /// <summary>Files that are not there or are no fonts.</summary>
    public IReadOnlyList<string> MissingFiles => _missing;

    /// <inheritdoc />
    public void Dispose() => _loaded.ForEach(face => face.Dispose());
}
