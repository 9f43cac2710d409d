using System.Reflection;
using System.Xml.Linq;
using Microservices.Testing;

namespace Microservices.Architecture.Tests;

/// <summary>What the rules look at, found on disk: a new service or file is checked without being listed.</summary>
internal static class Repository
{
    private static readonly string[] NotOurSource = ["obj", "bin", "Migrations"];

    public static string Root => TestData.RepositoryRoot;

    /// <summary>Every program and shared library below <c>services</c>, by its project file.</summary>
    public static IReadOnlyList<string> ProjectFiles { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Root, "services"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Names of the services proper: Standalone only hosts them, Shared is theirs in common, and a <c>.Cli</c> is a client.
    /// </summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Root, "services")).Select(folder => Path.GetFileName(folder))
            .Where(name => name is not ("Standalone" or "Shared") && !name.EndsWith(".Cli", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The assemblies of <see cref="ProjectFiles"/>.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. ProjectFiles.Select(file => Assembly.Load(AssemblyName(file))),
    ];

    /// <summary>The name of an assembly, which a program for shells chooses for typing.</summary>
    private static string AssemblyName(string projectFile) =>
        XDocument.Load(projectFile).Descendants("AssemblyName").FirstOrDefault()?.Value
        ?? "Microservices." + Path.GetFileNameWithoutExtension(projectFile);

    /// <summary>The source files below a folder, without what tools have written.</summary>
    public static IEnumerable<SourceFile> SourcesBelow(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(NotOurSource.Contains))
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path), File.ReadAllText(path)));
}
