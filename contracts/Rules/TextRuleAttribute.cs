namespace Contracts.Rules;

/// <summary>
/// States which rule a member keeps to. The contract's schema has its name as <c>format</c>, and its pattern for readers that do
/// not know the format.
/// </summary>
/// <param name="format">The name of a rule, such as <see cref="Identifiers.Format"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextRuleAttribute(string format) : Attribute
{
    /// <summary>The name of the rule.</summary>
    public string Format { get; } = format;
}
