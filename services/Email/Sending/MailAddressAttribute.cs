using System.ComponentModel.DataAnnotations;

namespace Microservices.Email.Sending;

/// <summary>Demands a mail address (RFC 5321 mailbox) without display name, or nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MailAddressAttribute() : ValidationAttribute("must be a mail address")
{
    public override bool IsValid(object? value) =>
        value is null || (value is string text && Mailboxes.TryParse(text, out _));
}
