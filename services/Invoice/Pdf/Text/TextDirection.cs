using Icu;

namespace Microservices.Invoice.Pdf.Text;

/// <summary>Applies the Unicode Bidirectional Algorithm (UAX #9), as ICU has it.</summary>
internal static class TextDirection
{
    private const byte LeftToRightLevel = 0;
    private const byte RightToLeftLevel = 1;

    static TextDirection() => Wrapper.Init(); // before threads use ICU at once

    /// <summary>Whether text as a whole runs from right to left, which its first letter decides.</summary>
    /// <param name="text">A paragraph; one of its lines alone may begin otherwise.</param>
    /// <returns><see langword="false"/> also for text without letters.</returns>
    public static bool IsRightToLeft(string text) => BiDi.GetBaseDirection(text) == BiDi.BiDiDirection.RTL;

    /// <summary>Splits a line into runs of one direction.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isRightToLeft">Direction of its paragraph.</param>
    /// <returns>The runs from left to right as drawn; start and length are positions in the string.</returns>
    public static IEnumerable<(int Start, int Length, bool IsRightToLeft)> Runs(string line, bool isRightToLeft)
    {
        if (line.Length == 0)
            yield break;

        using var bidi = new BiDi();
        bidi.SetPara(line, isRightToLeft ? RightToLeftLevel : LeftToRightLevel, null);
        var count = bidi.CountRuns();
        for (var index = 0; index < count; index++)
        {
            var direction = bidi.GetVisualRun(index, out var start, out var length);
            yield return (start, length, direction == BiDi.BiDiDirection.RTL);
        }
    }
}
