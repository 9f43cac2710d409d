namespace Microservices.Invoice.Pdf.Writing;

/// <summary>One line of text and its look.</summary>
/// <param name="Value">Text.</param>
/// <param name="Font">Font.</param>
/// <param name="Size">Font size in points.</param>
/// <param name="Color">Colour.</param>
internal readonly record struct PdfText(string Value, PdfFont Font, double Size, PdfColor Color);
