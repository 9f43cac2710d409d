using System.ComponentModel;
using System.Reflection;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>The settings that a type of options has.</summary>
internal static class SettingTypes
{
    /// <summary>The properties that the configuration can set.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } || !IsValue(property.PropertyType));

    public static PropertyInfo? Find(Type type, string name) =>
        PropertiesOf(type).FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the type is written as one text, such as a number or a time.</summary>
    public static bool IsValue(Type type) => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    /// <summary>The type of the entries of a list or a dictionary; null when the type is neither.</summary>
    public static Type? EntryOf(Type type)
    {
        if (IsValue(type))
            return null;

        var interfaces = type.GetInterfaces().Append(type).Where(candidate => candidate.IsGenericType).ToList();
        return (interfaces.Find(candidate => candidate.GetGenericTypeDefinition() == typeof(IDictionary<,>))
            ?? interfaces.Find(candidate => candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>)))
            ?.GetGenericArguments()[^1];
    }

    /// <summary>The property behind a setting such as <c>Mail:To:0</c>.</summary>
    public static PropertyInfo? Resolve(Type type, string setting)
    {
        PropertyInfo? property = null;
        foreach (var part in setting.Split(':'))
        {
            if (EntryOf(type) is { } entry)
                type = entry;
            else if (Find(type, part) is { } found)
                (property, type) = (found, found.PropertyType);
            else
                return null;
        }

        return property;
    }
}
