namespace Microservices.Invoice.Pdf;

/// <summary>An invoice as drawn.</summary>
/// <param name="Pdf">The PDF file.</param>
/// <param name="MissingCharacters">
/// Code points that no font has, such as <c>U+1F381</c>, with blanks between them; each is drawn as U+FFFD. Absent when all
/// is drawn.
/// </param>
internal sealed record RenderedInvoice(byte[] Pdf, string? MissingCharacters);
