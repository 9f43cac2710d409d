namespace Microservices.Invoice.Pdf.Drawing;

/// <summary>The metadata of a PDF file.</summary>
/// <param name="Title">Title, shown in the viewer's window.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="CreatedAt">Time of creation.</param>
internal sealed record PdfProperties(string Title, string Author, DateTimeOffset CreatedAt);
