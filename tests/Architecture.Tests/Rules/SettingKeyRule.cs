using System.Text.RegularExpressions;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>A text spells the keys of settings as the environment does, and names none that does not exist.</summary>
internal sealed partial class SettingKeyRule(IReadOnlyCollection<string> keys)
{
    private readonly HashSet<string> _roots = [.. keys.Select(key => key.Split("__")[0])];

    /// <returns>One line for each fault.</returns>
    public IEnumerable<string> Check(string path, string text) => Keys().Matches(text)
        .Where(match => _roots.Contains(match.Groups["root"].Value) && !IsSaidToBeNone(text, match))
        .Select(match => match.Value.TrimEnd('_', ':'))
        .Where(key => key.Contains(':', StringComparison.Ordinal) || !Exists(key))
        .Select(key => key.Contains(':', StringComparison.Ordinal) ? $"{path} spells {key} with colons" : $"{path} names {key}, which is no setting");

    // As the start says of a key with a mistake.
    private static bool IsSaidToBeNone(string text, Match match) =>
        text.AsSpan(match.Index + match.Length).StartsWith(" is no setting", StringComparison.Ordinal);

    // A text may name a section, or begin a list of names.
    private bool Exists(string key) =>
        keys.Any(known => known.StartsWith(Number().Replace(key, "__0"), StringComparison.Ordinal));

    [GeneratedRegex(@"(?<![\w.:])(?<root>[A-Z][A-Za-z]+)(?:__[A-Za-z0-9]+|:[A-Z][A-Za-z0-9]+)(?:(?:__|:)[A-Za-z0-9]+)*(?:__)?")]
    private static partial Regex Keys();

    [GeneratedRegex(@"__\d+")]
    private static partial Regex Number();
}
