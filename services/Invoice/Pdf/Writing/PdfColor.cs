using System.Globalization;

namespace Microservices.Invoice.Pdf.Writing;

/// <summary>A colour as PDF operands.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
internal readonly record struct PdfColor(byte Red, byte Green, byte Blue)
{
    /// <summary>The three operands of <c>rg</c> and <c>RG</c>.</summary>
    /// <returns>Such as <c>0.1 0.2 0.3</c>.</returns>
    public string Operands() => string.Create(CultureInfo.InvariantCulture,
        $"{Red / 255d:0.###} {Green / 255d:0.###} {Blue / 255d:0.###}");
}
