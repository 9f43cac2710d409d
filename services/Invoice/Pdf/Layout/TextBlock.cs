using Contracts.Rules;
using Microservices.Invoice.Pdf.Drawing;
using Microservices.Invoice.Pdf.Text;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>Breaks text into lines that fit a width.</summary>
internal static class TextBlock
{
    private const string Ellipsis = "…";

    // More than ever fits; what follows is not even looked at.
    private const int MaximumLength = 1_000;

    /// <summary>
    /// Breaks where the writing system allows it, or inside a word that is wider than the line; cuts with an ellipsis.
    /// </summary>
    /// <param name="text">Text.</param>
    /// <param name="font">Font.</param>
    /// <param name="size">Font size.</param>
    /// <param name="width">Width of a line in points.</param>
    /// <param name="maximumLines">Lines at most.</param>
    /// <returns>One line at least, possibly empty.</returns>
    public static List<string> Wrap(string text, PdfFont font, double size, double width, int maximumLines = int.MaxValue)
    {
        var rest = SingleSpaced(text);
        var lines = new List<string>();
        while (!Fits(rest) && lines.Count < maximumLines)
        {
            var end = LongestFitting(rest, LineBreaks.Between(rest), Fits);
            if (end == 0)
                end = LongestFitting(rest, LineBreaks.Within(rest), Fits);
            if (end == 0)
                end = LineBreaks.Within(rest)[0]; // a line that takes nothing would never end
            lines.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }

        if (lines.Count == maximumLines && rest.Length > 0)
            lines[^1] = WithEllipsis(lines[^1]);
        else if (rest.Length > 0 || lines.Count == 0)
            lines.Add(rest);
        return lines;

        bool Fits(string candidate) => font.Measure(candidate) * size <= width;

        string WithEllipsis(string line)
        {
            var end = LongestFitting(line, LineBreaks.Within(line), head => Fits(head + Ellipsis));
            return line[..end].TrimEnd() + Ellipsis;
        }
    }

    /// <summary>Fits text into one line, cut with an ellipsis.</summary>
    /// <param name="text">Text.</param>
    /// <param name="font">Font.</param>
    /// <param name="size">Font size.</param>
    /// <param name="width">Width in points.</param>
    /// <returns>The text or its beginning.</returns>
    public static string Fit(string text, PdfFont font, double size, double width) =>
        Wrap(text, font, size, width, maximumLines: 1)[0];

    private static string SingleSpaced(string text)
    {
        var plain = PlainText.From(Characters.Cut(text, MaximumLength));
        return string.Join(' ', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static int LongestFitting(string text, int[] ends, Func<string, bool> fits)
    {
        var (fitting, tooLong) = (-1, ends.Length);
        while (tooLong - fitting > 1)
        {
            var middle = (fitting + tooLong) / 2;
            if (fits(text[..ends[middle]].TrimEnd()))
                fitting = middle;
            else
                tooLong = middle;
        }

        return fitting < 0 ? 0 : ends[fitting];
    }
}
