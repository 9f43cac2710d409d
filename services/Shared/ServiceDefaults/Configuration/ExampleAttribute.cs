namespace Microservices.ServiceDefaults.Configuration;

/// <summary>A valid value, which the start shows when the setting is wrong. Every setting has one.</summary>
/// <param name="value">The value as a person sets it; of a list, that of one entry.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExampleAttribute(string value) : Attribute
{
    /// <summary>The value.</summary>
    public string Value { get; } = value;
}
