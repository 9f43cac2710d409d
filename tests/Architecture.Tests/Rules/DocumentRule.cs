using System.Text.RegularExpressions;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>Documents name types that exist and link to files that exist.</summary>
internal static partial class DocumentRule
{
    /// <returns>One line for each type or member in <c>code</c> that is not in the source.</returns>
    public static IEnumerable<string> CheckNames(string path, string text, IReadOnlySet<string> words) =>
        Names().Matches(text).Select(match => match.Groups["name"].Value)
            .Where(name => !words.Contains(name))
            .Select(name => $"{path} names {name}, which is not in the source");

    /// <param name="path">The document.</param>
    /// <param name="text">Its text.</param>
    /// <param name="tests">The methods of each test class by its name, without what a subclass adds for its engine.</param>
    /// <returns>One line for each test that is not there, and for each row that names none in a table with the last column "test".</returns>
    public static IEnumerable<string> CheckTests(string path, string text, IReadOnlyDictionary<string, IReadOnlySet<string>> tests)
    {
        foreach (Match match in Tests().Matches(text))
        {
            var (type, method) = (match.Groups["type"].Value, match.Groups["method"].Value);
            if (!tests.TryGetValue(type, out var methods) || method.Length > 0 && !methods.Contains(method))
                yield return $"{path} names the test {match.Value.Trim('`')}, which is not there";
        }

        var isTable = false;
        foreach (var line in text.Split('\n'))
        {
            isTable = line.EndsWith("| test |", StringComparison.Ordinal) || isTable && line.StartsWith('|');
            var cells = line.Split('|');
            if (isTable && !line.EndsWith("| test |", StringComparison.Ordinal) && !line.StartsWith("|---", StringComparison.Ordinal) && !Tests().IsMatch(cells[^2]))
                yield return $"{path} names no test for{cells[1].TrimEnd()}";
        }
    }

    /// <returns>One line for each link to a file that is not there.</returns>
    public static IEnumerable<string> CheckLinks(string root, string path)
    {
        var folder = Path.GetDirectoryName(Path.Combine(root, path)) ?? root;
        return Links().Matches(File.ReadAllText(Path.Combine(root, path)))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(folder, target)))
            .Select(target => $"{path} links to {target}, which is not there");
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+)`")]
    private static partial Regex Names();

    [GeneratedRegex(@"`(?<type>When_\w+|[A-Z]\w+Tests)(?:\.(?<method>Should_\w+))?`")]
    private static partial Regex Tests();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)[^)]*\)")]
    private static partial Regex Links();
}
