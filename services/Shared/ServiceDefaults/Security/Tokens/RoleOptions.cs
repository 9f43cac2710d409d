using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Security.Tokens;

/// <summary>A role of the provider and the scopes that it gives (section <c>Security__Oidc__Roles__0</c> and so on).</summary>
internal sealed class RoleOptions
{
    /// <summary>The provider's name of the role.</summary>
    [Example("on-call")]
    public string Name { get; set; } = "";

    /// <summary>The scopes that it gives.</summary>
    [Example("deadletters.operate")]
    public IList<string> Scopes { get; } = [];
}
