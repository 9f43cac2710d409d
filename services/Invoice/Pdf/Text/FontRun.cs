using HarfBuzzSharp;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>Characters next to each other that are shaped together.</summary>
/// <param name="Start">Position of the first in the line.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Face">The font that has them, or draws U+FFFD for those that no font has.</param>
/// <param name="Script">Their script.</param>
internal readonly record struct FontRun(int Start, int Length, FontFace Face, Script Script)
{
    /// <summary>Position after the last.</summary>
    public int End => Start + Length;
}
