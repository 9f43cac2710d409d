using System.Globalization;


namespace Microservices.Invoice.Pdf.Writing;

/// <summary>A document of A4 pages in two weights of one font.</summary>
internal sealed class PdfDocument : IDisposable
{
    /// <summary>Width of A4 in points.</summary>
    public const double Width = 595.28;

    /// <summary>Height of A4 in points.</summary>
    public const double Height = 841.89;

    private readonly PdfFile _file = new();
    private readonly List<int> _contents = [];

    /// <summary>For running text.</summary>
    public PdfFont Regular { get; } = new(InvoiceFonts.Regular, "F1");

    /// <summary>For what stands out.</summary>
    public PdfFont Bold { get; } = new(InvoiceFonts.Bold, "F2");

    /// <summary>Takes a finished page; pages stand in the order in which they are added.</summary>
    /// <param name="page">The page.</param>
    public void Add(PdfCanvas page) => _contents.Add(page.Write(_file));

    /// <summary>Writes the file.</summary>
    /// <param name="properties">What the file says about itself.</param>
    /// <returns>The file; equal calls give equal bytes.</returns>
    public byte[] Finish(PdfProperties properties)
    {
        var (regular, bold) = (Regular.Embed(_file), Bold.Embed(_file));
        var resources = _file.Write(string.Create(CultureInfo.InvariantCulture,
            $"<</Font<</{Regular.ResourceName} {regular} 0 R/{Bold.ResourceName} {bold} 0 R>>>>"));
        var tree = _file.Reserve();
        var pages = _contents.Select(content => _file.Write(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {Width} {Height}]/Resources {resources} 0 R"
            + $"/Contents {content} 0 R>>"))).ToList();
        _file.Write(tree, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Pages/Count {pages.Count}/Kids[{string.Join(' ', pages.Select(page => $"{page} 0 R"))}]>>"));

        var catalog = _file.Write($"<</Type/Catalog/Pages {tree} 0 R/Lang{PdfFile.Text(properties.Language)}"
            + "/ViewerPreferences<</DisplayDocTitle true>>>>");
        var created = properties.CreatedAt.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var information = _file.Write($"<</Title{PdfFile.Text(properties.Title)}/Author{PdfFile.Text(properties.Author)}"
            + $"/Producer(Microservices.Invoice)/CreationDate(D:{created}Z)/ModDate(D:{created}Z)>>");
        return _file.Finish(catalog, information, properties.Identity.ToByteArray());
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
