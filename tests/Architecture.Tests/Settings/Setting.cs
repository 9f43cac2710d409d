using System.Reflection;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Architecture.Tests.Settings;

/// <summary>One setting of a service.</summary>
/// <param name="Path">Its path in the configuration.</param>
/// <param name="Type">Its type, or that of an entry.</param>
/// <param name="Property">The property that has it.</param>
internal sealed record Setting(string Path, Type Type, PropertyInfo Property)
{
    private static readonly string[] SecretWords = ["Password", "Secret", "Sha256", "Token", "ConnectionString"];

    /// <summary>The key as a person sets it.</summary>
    public string Key => Path.Replace(":", "__", StringComparison.Ordinal);

    public string? Example => Property.GetCustomAttribute<ExampleAttribute>()?.Value;

    public bool IsSecret => Property.IsDefined(typeof(SecretAttribute));

    /// <summary>Whether the name says that the value is for few eyes. A file's name is not.</summary>
    public bool SoundsSecret => SecretWords.Any(word => Property.Name.EndsWith(word, StringComparison.Ordinal));

    /// <summary>Whether some text is no value of the type.</summary>
    public bool IsParsed => Type != typeof(string);

    /// <summary>Values just outside of what is allowed.</summary>
    public IEnumerable<string> OutOfRange => Property.GetCustomAttribute<BetweenAttribute>() switch
    {
        { Minimum: long minimum, Maximum: long maximum } => maximum == long.MaxValue ? [$"{minimum - 1}"] : [$"{minimum - 1}", $"{maximum + 1}"],
        { Minimum: TimeSpan minimum, Maximum: TimeSpan maximum } =>
            [$"{minimum - TimeSpan.FromTicks(1):c}", $"{maximum + TimeSpan.FromTicks(1):c}"],
        _ => [],
    };
}
