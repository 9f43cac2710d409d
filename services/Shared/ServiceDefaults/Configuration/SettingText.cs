using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>How a setting's value is read from text, and shown.</summary>
internal static partial class SettingText
{
    private const int LongestShown = 100;

    /// <summary>The key as a person sets it: in the environment.</summary>
    /// <param name="path">The path in the configuration, such as <c>Email:Smtp</c>.</param>
    public static string KeyOf(string path) => path.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Whether a text is a value of the type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="text">The text.</param>
    /// <param name="value">The value, null for none.</param>
    public static bool TryRead(Type type, string text, out object? value)
    {
        value = null;
        var valueType = Nullable.GetUnderlyingType(type) ?? type;
        if (text.Length == 0 && valueType != type)
            return true;
        if (valueType.IsEnum)
            return Enum.GetNames(valueType).Contains(text, StringComparer.OrdinalIgnoreCase); // a converter takes any number
        if (valueType == typeof(TimeSpan) && !text.Contains(':', StringComparison.Ordinal))
            return false; // a converter takes a number for days

        try
        {
            value = TypeDescriptor.GetConverter(valueType).ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception)
        {
            return false; // each converter throws what it likes
        }
    }

    /// <summary>What a text that cannot be read must be.</summary>
    /// <param name="type">The setting's type.</param>
    /// <param name="property">The property, which may limit it.</param>
    public static string RuleOf(Type type, PropertyInfo? property)
    {
        var valueType = Nullable.GetUnderlyingType(type) ?? type;
        if (property?.GetCustomAttribute<BetweenAttribute>() is { } between)
            return between.Rule;
        if (valueType.IsEnum)
            return $"must be one of {string.Join(", ", Enum.GetNames(valueType))}";
        if (valueType == typeof(TimeSpan))
            return "must be a time as [days.]hours:minutes:seconds";
        if (valueType == typeof(bool))
            return "must be true or false";
        if (valueType == typeof(Uri))
            return "must be an address";
        return valueType == typeof(decimal) || valueType == typeof(double) ? "must be a number" : "must be a whole number";
    }

    /// <summary>A value on one line and without the password of an address.</summary>
    public static string Show(string value)
    {
        var line = Unprintable().Replace(PasswordOfAddress().Replace(value, "://***@"), "?");
        return line.Length > LongestShown ? line[..LongestShown] + "…" : line;
    }

    [GeneratedRegex("://[^/@]*@")]
    private static partial Regex PasswordOfAddress();

    [GeneratedRegex(@"\p{C}")]
    private static partial Regex Unprintable();
}
