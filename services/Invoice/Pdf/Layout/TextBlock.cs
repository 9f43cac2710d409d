using System.Globalization;
using Microservices.Invoice.Pdf.Writing;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>Breaks text into lines that fit a width.</summary>
internal static class TextBlock
{
    private const string Ellipsis = "…";

    // More than ever fits; what follows is not even looked at.
    private const int MaximumLength = 600;

    /// <summary>Breaks at blanks, or inside a word that is wider than the line; cuts with an ellipsis.</summary>
    /// <param name="text">Text.</param>
    /// <param name="font">Font.</param>
    /// <param name="size">Font size.</param>
    /// <param name="width">Width of a line in points.</param>
    /// <param name="maximumLines">Lines at most.</param>
    /// <returns>One line at least, possibly empty.</returns>
    public static IReadOnlyList<string> Wrap(string text, PdfFont font, double size, double width, int maximumLines)
    {
        if (text.Length > MaximumLength)
            text = text[..MaximumLength];

        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var lines = new List<string>();
        var line = "";
        foreach (var word in words)
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Fits(longer))
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
                lines.Add(line);
            line = word;
            while (!Fits(line) && lines.Count < maximumLines)
            {
                var head = Longest(line, font, size, width);
                lines.Add(head);
                line = line[head.Length..];
            }

            if (lines.Count >= maximumLines)
                break;
        }

        if (line.Length > 0 || lines.Count == 0)
            lines.Add(line);
        return lines.Count <= maximumLines ? lines : Cut(lines, font, size, width, maximumLines);

        bool Fits(string candidate) => font.Measure(candidate) * size <= width;
    }

    /// <summary>Fits text into one line, cut with an ellipsis.</summary>
    /// <param name="text">Text.</param>
    /// <param name="font">Font.</param>
    /// <param name="size">Font size.</param>
    /// <param name="width">Width in points.</param>
    /// <returns>The text or its beginning.</returns>
    public static string Fit(string text, PdfFont font, double size, double width) =>
        Wrap(text, font, size, width, maximumLines: 1)[0];

    private static List<string> Cut(List<string> lines, PdfFont font, double size, double width, int maximumLines)
    {
        var room = width - font.Measure(Ellipsis) * size;
        var last = lines[maximumLines - 1];
        if (font.Measure(last) * size > room)
            last = Longest(last, font, size, room);
        return [.. lines.Take(maximumLines - 1), last.TrimEnd() + Ellipsis];
    }

    // Cuts between what readers see as characters; at least one, because a line that takes none would never end.
    private static string Longest(string text, PdfFont font, double size, double width)
    {
        var ends = StringInfo.ParseCombiningCharacters(text).Skip(1).Append(text.Length).ToArray();
        var (fitting, tooLong) = (0, ends.Length);
        while (tooLong - fitting > 1)
        {
            var middle = (fitting + tooLong) / 2;
            if (font.Measure(text[..ends[middle]]) * size <= width)
                fitting = middle;
            else
                tooLong = middle;
        }

        return text[..ends[fitting]];
    }
}
