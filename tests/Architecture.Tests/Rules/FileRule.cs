using System.Text.RegularExpressions;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>A file holds one type of its own name, in the namespace that its folder says, on 300 lines at most.</summary>
internal static partial class FileRule
{
    private const int MostLines = 300;

    /// <summary>Keeps the namespaces of the package that it stands in for, so that either can be used.</summary>
    private const string StockNamespaces = "services/Shared/TransactionalOutbox/";

    /// <returns>One line for each fault of the file.</returns>
    public static IEnumerable<string> Check(SourceFile file)
    {
        var code = string.Join('\n', file.CodeLines);
        var name = Path.GetFileNameWithoutExtension(file.Path).Split('.')[0];
        var types = Types().Matches(code).Select(match => match.Groups["name"].Value).Distinct().ToList();
        if (file.Text.TrimEnd('\n').Count(c => c == '\n') >= MostLines)
        {
            yield return $"{file.Path} has more than {MostLines} lines";
        }

        // Program.cs has statements; GlobalUsings and AssemblyInfo have neither.
        if (types.Count > 0 && (types.Count > 1 || types[0] != name))
        {
            yield return $"{file.Path} holds {string.Join(", ", types)}";
        }

        if (types.Count > 0 && !file.Path.StartsWith(StockNamespaces, StringComparison.Ordinal)
            && Namespaces().Match(code).Groups["name"].Value is var actual
            && actual != NamespaceOf(file.Path))
        {
            yield return $"{file.Path} is in namespace {actual} and not {NamespaceOf(file.Path)}";
        }
    }

    private static string NamespaceOf(string path)
    {
        var folders = (Path.GetDirectoryName(path) ?? "").Split(Path.DirectorySeparatorChar);
        var parts = folders is ["services", "Shared", .. var shared] ? shared : folders[1..];
        return "Microservices." + string.Join('.', parts);
    }

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref)\s+)*"
        + @"(?:class|record struct|record|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespaces();
}
