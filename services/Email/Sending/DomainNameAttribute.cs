using System.ComponentModel.DataAnnotations;

namespace Microservices.Email.Sending;

/// <summary>Demands the name of a domain in ASCII, or nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DomainNameAttribute : ValidationAttribute
{
    // No member name in the result: it would be put before the key that the message begins with.
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null || (value is string name && name.All(IsAllowed) && Uri.CheckHostName(name) == UriHostNameType.Dns)
            ? ValidationResult.Success
            : new ValidationResult(ErrorMessageString);

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-';
}
