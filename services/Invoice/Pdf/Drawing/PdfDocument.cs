using System.Text;
using Microservices.Invoice.Pdf.Text;
using SkiaSharp;

namespace Microservices.Invoice.Pdf.Drawing;

/// <summary>A document of A4 pages in two weights.</summary>
internal sealed class PdfDocument
{
    /// <summary>Width of A4 in points.</summary>
    public const double Width = 595.28;

    /// <summary>Height of A4 in points.</summary>
    public const double Height = 841.89;

    private readonly List<PdfCanvas> _pages = [];
    private readonly SortedSet<Rune> _missing = [];

    /// <summary>Starts a document.</summary>
    /// <param name="fonts">The fonts.</param>
    /// <param name="language">BCP 47 tag of the language of its reader.</param>
    public PdfDocument(FontSet fonts, string language)
    {
        Regular = new PdfFont(new TextShaper(fonts.Regular, language, _missing));
        Bold = new PdfFont(new TextShaper(fonts.Bold, language, _missing));
    }

    /// <summary>For running text.</summary>
    public PdfFont Regular { get; }

    /// <summary>For what stands out.</summary>
    public PdfFont Bold { get; }

    /// <summary>Characters that no font has, by code point.</summary>
    public IReadOnlyCollection<Rune> MissingCharacters => _missing;

    /// <summary>Takes a finished page; pages stand in the order in which they are added.</summary>
    /// <param name="page">The page.</param>
    public void Add(PdfCanvas page) => _pages.Add(page);

    /// <summary>Writes the file, with the glyphs that its pages use.</summary>
    /// <param name="properties">The file's metadata.</param>
    /// <returns>The file; its ids are new each time.</returns>
    public byte[] Finish(PdfProperties properties)
    {
        var subsets = _pages.SelectMany(page => page.Runs).GroupBy(run => run.Face)
            .ToDictionary(runs => runs.Key, runs => FontSubset.Of(runs.Key, runs));
        try
        {
            using var file = new MemoryStream();
            Write(file, properties, subsets);
            return file.ToArray();
        }
        finally
        {
            foreach (var subset in subsets.Values)
                subset.Dispose();
        }
    }

    private void Write(Stream file, PdfProperties properties, Dictionary<FontFace, FontSubset> subsets)
    {
        using var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata
        {
            Title = properties.Title,
            Author = properties.Author,
            Producer = "Microservices.Invoice",
            Creation = properties.CreatedAt.UtcDateTime,
            Modified = properties.CreatedAt.UtcDateTime,
            RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
            PdfA = true,
        });
        foreach (var page in _pages)
        {
            page.Draw(document.BeginPage((float)Width, (float)Height), subsets);
            document.EndPage();
        }

        document.Close();
    }
}
