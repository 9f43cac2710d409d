using System.Text.RegularExpressions;

namespace Microservices.Architecture.Tests;

/// <summary>Takes out of C# what is not code, well enough for rules that look for a few words.</summary>
internal static partial class SourceText
{
    /// <summary>Replaces comments and string and character literals by blanks; line breaks stay.</summary>
    public static string WithoutCommentsAndLiterals(string text) =>
        NotCode().Replace(text, match => new string([.. match.Value.Select(c => c == '\n' ? c : ' ')]));

    // In this order: raw strings, verbatim strings, strings, characters, line comments, block comments. What is
    // interpolated into a string goes with it: code in there is short.
    [GeneratedRegex(""""
        \$*"""(?s:.*?)""" | (?:\$@|@\$|@)"(?:[^"]|"")*" | \$?"(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+'
        | //[^\n]* | /\*(?s:.*?)\*/
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotCode();
}
