using System.ComponentModel.DataAnnotations;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>Demands a text that is not blank.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NeededAttribute() : ValidationAttribute("needs a value")
{
    /// <inheritdoc />
    public override bool IsValid(object? value) => !string.IsNullOrWhiteSpace(value as string);
}
