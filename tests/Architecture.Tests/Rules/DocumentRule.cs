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

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)[^)]*\)")]
    private static partial Regex Links();
}
