using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>
/// Finds what is in the service's sections and no setting, such as a key with a typing mistake: it would be without effect, and
/// nobody would know.
/// </summary>
internal sealed class UnknownSettings(IReadOnlyCollection<SettingsSection> sections)
{
    /// <summary>One line for each unknown key. Values are not shown: one may be a password under a wrong name.</summary>
    public IEnumerable<string> Find(IConfiguration configuration) => sections
        .Select(section => section.Path.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase)
        .SelectMany(root => FindBelow(configuration.GetSection(root), TypeAt(root)));

    private IEnumerable<string> FindBelow(IConfigurationSection section, Type? type)
    {
        foreach (var child in section.GetChildren())
        {
            var property = type is null ? null : SettingTypes.Find(type, child.Key);
            string[] problems = property is not null ? [.. FindInside(child, property.PropertyType)]
                : IsSection(child.Path) ? [.. FindBelow(child, TypeAt(child.Path))]
                : [Describe(section, child, type)];
            foreach (var problem in problems)
                yield return problem;
        }
    }

    private IEnumerable<string> FindInside(IConfigurationSection section, Type type) => SettingTypes.EntryOf(type) is { } entry
        ? section.GetChildren().SelectMany(child => FindInside(child, entry))
        : FindBelow(section, type);

    private string Describe(IConfigurationSection section, IConfigurationSection unknown, Type? type)
    {
        var key = SettingText.KeyOf(unknown.Path);
        var known = NamesBelow(section.Path, type).Order(StringComparer.Ordinal).ToList();
        return known.Count == 0
            ? $"{key} is no setting: {SettingText.KeyOf(section.Path)} has none below it."
            : $"{key} is no setting; {SettingText.KeyOf(section.Path)} has {string.Join(", ", known)}.";
    }

    private IEnumerable<string> NamesBelow(string path, Type? type) => sections
        .Where(section => section.Path.StartsWith(path + ':', StringComparison.OrdinalIgnoreCase))
        .Select(section => section.Path[(path.Length + 1)..].Split(':')[0])
        .Concat(type is null || SettingTypes.IsValue(type) ? [] : SettingTypes.PropertiesOf(type).Select(property => property.Name))
        .Distinct(StringComparer.Ordinal);

    private bool IsSection(string path) => sections.Any(section => section.Path.Equals(path, StringComparison.OrdinalIgnoreCase)
        || section.Path.StartsWith(path + ':', StringComparison.OrdinalIgnoreCase));

    private Type? TypeAt(string path) =>
        sections.FirstOrDefault(section => section.Path.Equals(path, StringComparison.OrdinalIgnoreCase))?.OptionsType;
}
