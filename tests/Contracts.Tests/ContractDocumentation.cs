using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Contracts.Orders;

namespace Microservices.Contracts.Tests;

/// <summary>Reads the XML documentation that the compiler wrote beside the contracts' assembly.</summary>
internal static partial class ContractDocumentation
{
    private static readonly Dictionary<string, string> Summaries = Load();

    /// <summary>The summary as plain text on one line; null when there is none.</summary>
    public static string? Of(Type type) => Summaries.GetValueOrDefault($"T:{type.FullName}");

    /// <inheritdoc cref="Of(Type)"/>
    public static string? Of(PropertyInfo property) =>
        Summaries.GetValueOrDefault($"P:{property.DeclaringType?.FullName}.{property.Name}");

    private static Dictionary<string, string> Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory,
            Path.ChangeExtension(Path.GetFileName(typeof(OrderConfirmed).Assembly.Location), ".xml"));
        return XDocument.Load(path).Descendants("member").ToDictionary(
            member => member.Attribute("name")?.Value ?? "",
            member => member.Element("summary") is { } summary ? Plain(summary) : "");
    }

    private static string Plain(XElement summary)
    {
        var text = string.Concat(summary.Nodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { Name.LocalName: "see" } see => WireName(see.Attribute("cref")?.Value ?? ""),
            XElement element => element.Value,
            _ => "",
        }));
        return Blanks().Replace(text, " ").Trim();
    }

    /// <summary>A property as it is called in JSON; a type by its name.</summary>
    private static string WireName(string reference)
    {
        var name = reference.Split('.')[^1];
        return reference.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
