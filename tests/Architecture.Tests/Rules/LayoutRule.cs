namespace Microservices.Architecture.Tests.Rules;

/// <summary>Every service has the same parts in the same places.</summary>
internal static class LayoutRule
{
    private const int ProgramLines = 25;

    /// <returns>One line for each part that a service lacks.</returns>
    public static IEnumerable<string> Check(string root, string service)
    {
        var folder = Path.Combine(root, "services", service);
        string[] parts =
        [
            $"{service}.csproj", "Program.cs", $"{service}ServiceExtensions.cs", "Log.cs", "appsettings.json", "README.md",
        ];
        var lacks = parts.Where(part => !File.Exists(Path.Combine(folder, part))).ToList();
        if (!Directory.Exists(Path.Combine(folder, "Data")))
        {
            lacks.Add("Data/");
        }

        if (!File.Exists(Path.Combine(root, "tests", $"{service}.Tests", $"{service}.Tests.csproj")))
        {
            lacks.Add($"tests/{service}.Tests");
        }

        var solution = Path.Combine(root, "Microservices.sln");
        if (!File.Exists(solution) || !File.ReadAllText(solution).Contains($"\"{service}\"", StringComparison.Ordinal))
        {
            lacks.Add("its place in Microservices.sln");
        }

        var program = Path.Combine(folder, "Program.cs");
        if (File.Exists(program) && File.ReadAllLines(program).Length >= ProgramLines)
        {
            lacks.Add($"a Program.cs of fewer than {ProgramLines} lines");
        }

        return lacks.Select(part => $"{service} lacks {part}");
    }
}
