namespace Microservices.Invoice.Pdf.Text;

/// <summary>
/// An invoice has characters that no loaded font has, while font files are missing. A PDF never changes once it is stored,
/// so none is made without characters that one of these files has.
/// </summary>
/// <param name="characters">Their code points.</param>
/// <param name="files">The files that are missing.</param>
internal sealed class FontFileMissingException(string characters, IEnumerable<string> files)
    : Exception($"No font has the characters {characters} of the invoice, and these font files are missing or damaged: "
        + $"{string.Join(", ", files)}. Restore them, start the service again, and replay the message.");
