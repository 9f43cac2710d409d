using System.ComponentModel.DataAnnotations;

namespace Microservices.Email.Sending;

/// <summary>
/// Demands a value that is not blank. Unlike <see cref="RequiredAttribute"/>, whose result has the member's name, which the
/// options validator puts before the message; ours begins with the key.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NeededAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        string.IsNullOrWhiteSpace(value as string) ? new ValidationResult(ErrorMessageString) : ValidationResult.Success;
}
