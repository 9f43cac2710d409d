namespace Microservices.Invoice.Documents;

/// <summary>Where the PDFs are kept, under <c>Invoice:Documents</c>.</summary>
internal sealed class DocumentOptions
{
    /// <summary>
    /// Folder for the PDFs, one <c>{number}.pdf</c> each; the database then holds only length and SHA-256. Empty (the
    /// default): the PDFs are in the database.
    /// </summary>
    public string? Directory { get; set; }
}
