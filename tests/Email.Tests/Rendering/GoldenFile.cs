namespace Microservices.Email.Tests.Rendering;

/// <summary>
/// A text that somebody has looked at and approved. To approve a change, look at the received file and copy it over the
/// golden one in <c>tests/Email.Tests/Golden</c>.
/// </summary>
internal static class GoldenFile
{
    public static void ShouldMatchGolden(this string received, string goldenFile)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Golden", goldenFile);
        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        if (Comparable(received) == Comparable(approved))
            return;

        var receivedPath = Path.ChangeExtension(path, $".received{Path.GetExtension(path)}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(receivedPath, received);
        Assert.Fail($"{goldenFile} differs {FirstDifference(Comparable(approved), Comparable(received))}; see {receivedPath}");
    }

    private static string FirstDifference(string approved, string received)
    {
        var approvedLines = approved.Split('\n');
        var receivedLines = received.Split('\n');
        var line = approvedLines.Zip(receivedLines).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            in line {line + 1}
              approved: {approvedLines.ElementAtOrDefault(line)}
              received: {receivedLines.ElementAtOrDefault(line)}

            """;
    }

    // Which of the blanks that do not break stands in a number or a time differs between versions of ICU.
    private static string Comparable(string text) =>
        text.ReplaceLineEndings("\n").Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
