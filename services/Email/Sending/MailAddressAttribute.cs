using System.ComponentModel.DataAnnotations;

namespace Microservices.Email.Sending;

/// <summary>Demands a mail address (RFC 5321 mailbox) without display name, or nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MailAddressAttribute : ValidationAttribute
{
    // No member name in the result: it would be put before the key that the message begins with.
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null || (value is string text && Mailboxes.TryParse(text, out _))
            ? ValidationResult.Success
            : new ValidationResult(ErrorMessageString);
}
