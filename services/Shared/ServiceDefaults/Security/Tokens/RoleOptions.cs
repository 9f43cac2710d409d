using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Security.Tokens;

/// <summary>What a role of the provider allows (section <c>Security__Oidc__Roles__0</c> and so on).</summary>
internal sealed class RoleOptions
{
    /// <summary>What the provider calls the role.</summary>
    [Example("on-call")]
    public string Name { get; set; } = "";

    /// <summary>The scopes that it gives.</summary>
    [Example("deadletters.operate")]
    public IList<string> Scopes { get; } = [];
}
