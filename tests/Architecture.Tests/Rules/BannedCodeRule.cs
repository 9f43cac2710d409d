using System.Text.RegularExpressions;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>Code that reads the clock past <see cref="TimeProvider"/> or blocks a thread.</summary>
internal static class BannedCodeRule
{
    private static readonly (Regex Pattern, string Instead)[] Banned =
    [
        (new(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b"), "take the time from TimeProvider"),
        (new(@"\bThread\.Sleep\b"), "await Task.Delay(…, timeProvider, cancellationToken)"),
        (new(@"\.Result\b(?!\s*\()"), "await the task"),
        (new(@"\.Wait\(\)"), "await the task"),
        (new(@"\.GetAwaiter\(\)\s*\.GetResult\(\)"), "await the task"),
    ];

    /// <returns>One line for each place.</returns>
    public static IEnumerable<string> Check(SourceFile file) =>
        from line in file.CodeLines.Index()
        from banned in Banned
        where banned.Pattern.IsMatch(line.Item)
        select $"{file.Path}({line.Index + 1}): {banned.Pattern.Match(line.Item).Value}: {banned.Instead}";
}
