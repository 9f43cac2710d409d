using System.ComponentModel.DataAnnotations;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>Demands an http or https address to which a path can be added; none is none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpAddressAttribute() : ValidationAttribute("must be an http or https address without user, query and fragment")
{
    /// <inheritdoc />
    public override bool IsValid(object? value) => value is not string { Length: > 0 } text
        || Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { UserInfo: "", Query: "", Fragment: "" };
}
