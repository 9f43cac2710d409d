using System.Text.RegularExpressions;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>
/// A file holds the type of its name, perhaps with small ones that nobody looks for alone, in the namespace that its folder
/// says, on 300 lines at most.
/// </summary>
internal static partial class FileRule
{
    private const int MostLines = 300;

    /// <summary>A record, an enumeration, options or a validator beside its reader.</summary>
    private const int MostLinesBeside = 50;

    /// <summary>Keeps the namespaces of the package that it stands in for, so that either can be used.</summary>
    private const string StockNamespaces = "services/Shared/TransactionalOutbox/";

    /// <returns>One line for each fault of the file.</returns>
    public static IEnumerable<string> Check(SourceFile file)
    {
        var code = string.Join('\n', file.CodeLines);
        var name = Path.GetFileNameWithoutExtension(file.Path).Split('.')[0];
        var types = Types().Matches(code).DistinctBy(match => match.Groups["name"].Value).ToList();
        if (file.Text.TrimEnd('\n').Count(c => c == '\n') >= MostLines)
        {
            yield return $"{file.Path} has more than {MostLines} lines";
        }

        // Program.cs has statements; GlobalUsings and AssemblyInfo have neither.
        if (types.Count > 0 && types.TrueForAll(type => type.Groups["name"].Value != name))
            yield return $"{file.Path} holds {string.Join(", ", types.Select(type => type.Groups["name"].Value))}";

        foreach (var (type, next) in types.Zip(types.Skip(1).Select(type => type.Index).Append(code.Length)))
        {
            if (type.Groups["name"].Value != name && code[type.Index..next].Count(c => c == '\n') > MostLinesBeside)
                yield return $"{file.Path} holds {type.Groups["name"].Value}, which is too large to stand beside {name}";
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
