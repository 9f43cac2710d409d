using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>
/// Reads a section into options. A text that cannot be read is left out, so that the setting keeps its default and the rest
/// can be checked too: the binder would throw at the first.
/// </summary>
internal sealed class SettingsReader
{
    private readonly Dictionary<string, string?> _readable = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SettingProblem> _problems = [];

    private SettingsReader(IConfiguration configuration, SettingsSection section)
    {
        foreach (var child in configuration.GetSection(section.Path).GetChildren())
            ReadChild(child, section.OptionsType, "");
    }

    /// <summary>Sets the options to what can be read.</summary>
    public static void Bind(IConfiguration configuration, SettingsSection section, object options) =>
        new ConfigurationBuilder().AddInMemoryCollection(new SettingsReader(configuration, section)._readable).Build().Bind(options);

    /// <summary>Finds what cannot be read.</summary>
    public static IReadOnlyList<SettingProblem> FindProblems(IConfiguration configuration, SettingsSection section) =>
        new SettingsReader(configuration, section)._problems;

    // A name that is no setting is reported by UnknownSettings.
    private void ReadChild(IConfigurationSection child, Type type, string parent)
    {
        if (SettingTypes.Find(type, child.Key) is { } property)
            Read(child, property.PropertyType, property, parent + property.Name);
    }

    private void Read(IConfigurationSection section, Type type, PropertyInfo property, string setting)
    {
        if (SettingTypes.IsValue(type))
        {
            ReadValue(section.Value, type, property, setting);
            return;
        }

        var entry = SettingTypes.EntryOf(type);
        if (!string.IsNullOrEmpty(section.Value))
            _problems.Add(new SettingProblem(setting, entry is null ? "must be set by what is below it" : "must be set by its entries, __0 and so on"));
        else if (section.Value is not null)
            _readable[setting] = section.Value; // an empty list

        foreach (var child in section.GetChildren())
        {
            if (entry is not null)
                Read(child, entry, property, $"{setting}:{child.Key}");
            else
                ReadChild(child, type, $"{setting}:");
        }
    }

    private void ReadValue(string? text, Type type, PropertyInfo property, string setting)
    {
        if (text is null)
            return; // JSON's null: not set

        var isEntry = type != property.PropertyType;
        if (SettingText.TryRead(type, text, out var value)
            && (!isEntry || property.GetCustomAttribute<BetweenAttribute>()?.IsValid(value) != false))
            _readable[setting] = text;
        else
            _problems.Add(new SettingProblem(setting, SettingText.RuleOf(type, property)));
    }
}
