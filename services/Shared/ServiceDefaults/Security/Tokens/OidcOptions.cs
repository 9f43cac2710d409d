using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Security.Tokens;

/// <summary>An OpenID Connect provider (section <c>Security__Oidc</c>); used when an authority is given.</summary>
internal sealed class OidcOptions
{
    /// <summary>The provider's address, below which its discovery document is; <c>https</c>, on loopback also <c>http</c>.</summary>
    [Example("https://login.example/realms/ops")]
    public string? Authority { get; set; }

    /// <summary>Whom access tokens must be made for. Without it, no token is taken. It is not the client id, which ID tokens are made for.</summary>
    [Example("https://fulfilment.example")]
    public string? Audience { get; set; }

    /// <summary>The name by which the provider knows the console, for the sign-in of browsers.</summary>
    [Example("dead-letters")]
    public string? ClientId { get; set; }

    /// <summary>The secret of the code flow of the console.</summary>
    [Secret, Example("a-long-secret")]
    public string? ClientSecret { get; set; }

    /// <summary>The claim with the name that people read; <c>preferred_username</c> by default. The audit keeps <c>sub</c>.</summary>
    [Example("preferred_username")]
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>
    /// The claim with the roles; <c>roles</c> by default. Dots lead into a claim that is a JSON object, as
    /// <c>realm_access.roles</c> does. A role that has a scope's name gives that scope; so does the claim <c>scope</c>.
    /// </summary>
    [Example("realm_access.roles")]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The scopes that the provider's roles give; none by default.</summary>
    public IList<RoleOptions> Roles { get; } = [];

    /// <summary>The claim with patterns of dead-letter queues; <c>queues</c> by default. A caller without it sees none; <c>*</c> is all.</summary>
    [Example("queues")]
    public string QueueClaim { get; set; } = "queues";

    /// <summary>Reads them while services are registered, before any options are there.</summary>
    internal static OidcOptions Of(IConfiguration configuration) =>
        configuration.GetSection($"{SecurityOptions.SectionName}:{nameof(SecurityOptions.Oidc)}").Get<OidcOptions>() ?? new();

    internal bool IsUsed => !string.IsNullOrWhiteSpace(Authority);

    internal bool SignsIn => IsUsed && !string.IsNullOrWhiteSpace(ClientId);

    internal bool TakesTokens => IsUsed && !string.IsNullOrWhiteSpace(Audience);
}
