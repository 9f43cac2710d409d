using SkiaSharp;

namespace Microservices.Invoice.Pdf.Drawing;

/// <summary>One line of text and its look.</summary>
/// <param name="Value">Text.</param>
/// <param name="Font">Font.</param>
/// <param name="Size">Font size in points.</param>
/// <param name="Color">Colour.</param>
internal readonly record struct PdfText(string Value, PdfFont Font, double Size, SKColor Color)
{
    /// <summary>Direction of the paragraph that the line is part of; by the line itself when absent.</summary>
    public bool? IsRightToLeft { get; init; }
}
