using System.ComponentModel.DataAnnotations;

namespace Microservices.Email.Sending;

/// <summary>Demands the name of a domain in ASCII, or nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DomainNameAttribute() : ValidationAttribute("must be the name of a domain")
{
    public override bool IsValid(object? value) =>
        value is null || (value is string name && name.All(IsAllowed) && Uri.CheckHostName(name) == UriHostNameType.Dns);

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-';
}
