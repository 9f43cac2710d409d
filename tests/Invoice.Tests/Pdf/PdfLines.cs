using UglyToad.PdfPig.Content;

namespace Microservices.Invoice.Tests.Pdf;

/// <summary>A page's lines as a reader copies them: the glyphs from left to right, each as what the file says it stands for.</summary>
internal static class PdfLines
{
    // Marks are drawn above or below the base line of their letters, by less than the lines are apart.
    private const double MarksAndLettersApart = 5;

    public static List<string> Of(Page page, bool isRightToLeft = false)
    {
        var actual = new Dictionary<Letter, string>(ReferenceEqualityComparer.Instance);
        foreach (var content in WithChildren(page.GetMarkedContents()).Where(content => content.ActualText is not null))
        {
            foreach (var (index, letter) in content.Letters.Index())
                actual.Add(letter, index == 0 ? content.ActualText! : ""); // filtered above
        }

        var lines = new List<List<Letter>>();
        foreach (var letter in page.Letters)
        {
            if (lines.Count > 0 && Math.Abs(lines[^1][0].StartBaseLine.Y - letter.StartBaseLine.Y) < MarksAndLettersApart)
                lines[^1].Add(letter);
            else
                lines.Add([letter]);
        }

        return lines.ConvertAll(line => Text(line.OrderBy(letter => letter.StartBaseLine.X)));

        string Text(IEnumerable<Letter> letters)
        {
            var texts = letters.Select(letter => actual.GetValueOrDefault(letter, letter.Value));
            return string.Concat(isRightToLeft ? texts.Reverse() : texts);
        }
    }

    private static IEnumerable<MarkedContentElement> WithChildren(IEnumerable<MarkedContentElement> contents) =>
        contents.SelectMany(content => WithChildren(content.Children).Prepend(content));
}
