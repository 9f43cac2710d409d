using System.Xml.Linq;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>Services know the contracts and what is shared, never each other; only Standalone knows services.</summary>
internal static class ReferenceRule
{
    private const string Standalone = "Standalone";

    /// <returns>One line for each reference that is not allowed.</returns>
    public static IEnumerable<string> Check(string projectFile, string projectXml, IReadOnlyCollection<string> services)
    {
        var project = Path.GetFileNameWithoutExtension(projectFile);
        if (project == Standalone)
        {
            return [];
        }

        var folder = Path.GetDirectoryName(projectFile) ?? "";
        return XDocument.Parse(projectXml).Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")?.Value ?? "")
            .Where(include => !IsAllowed(Path.GetFullPath(Path.Combine(folder, include)), services))
            .Select(include => $"{project} must not reference {include}");
    }

    private static bool IsAllowed(string path, IReadOnlyCollection<string> services) =>
        Path.GetFileNameWithoutExtension(path) is var name && name != Standalone && !services.Contains(name);
}
