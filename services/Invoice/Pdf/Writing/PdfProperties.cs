namespace Microservices.Invoice.Pdf.Writing;

/// <summary>What a PDF file says about itself; all of it comes from the invoice, nothing from clock or chance.</summary>
/// <param name="Title">Title, shown in the viewer's window.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Language">BCP 47 tag, for reading aloud.</param>
/// <param name="CreatedAt">Time of creation.</param>
/// <param name="Identity">Identifies the document.</param>
internal sealed record PdfProperties(string Title, string Author, string Language, DateTimeOffset CreatedAt, Guid Identity);
