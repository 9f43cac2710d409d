using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Security.Oidc;

/// <summary>An OpenID Connect provider (section <c>DeadLetters__Security__Oidc</c>); used when an authority is given.</summary>
internal sealed class OidcOptions
{
    /// <summary>The provider's address, below which its discovery document is; <c>https</c>, on loopback also <c>http</c>.</summary>
    [Example("https://login.example/realms/ops")]
    public string? Authority { get; set; }

    /// <summary>What the provider knows the service as.</summary>
    [Example("dead-letters")]
    public string? ClientId { get; set; }

    /// <summary>The secret of the code flow of the console. Without it, tokens are accepted but nobody can sign in here.</summary>
    [Secret, Example("a-long-secret")]
    public string? ClientSecret { get; set; }

    /// <summary>Whom access tokens must be made for; the client id by default.</summary>
    [Example("dead-letters")]
    public string? Audience { get; set; }

    /// <summary>The claim with the name for the audit; <c>preferred_username</c> by default, and <c>sub</c> when it is missing.</summary>
    [Example("preferred_username")]
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>
    /// The claim with the roles; <c>roles</c> by default. Dots lead into a claim that is a JSON object, as
    /// <c>realm_access.roles</c> does.
    /// </summary>
    [Example("realm_access.roles")]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>What the provider calls a reader; <c>reader</c> by default.</summary>
    [Example("reader")]
    public string ReaderRole { get; set; } = Access.Reader;

    /// <summary>What the provider calls an operator; <c>operator</c> by default.</summary>
    [Example("operator")]
    public string OperatorRole { get; set; } = Access.Operator;

    /// <summary>What the provider calls an admin; <c>admin</c> by default.</summary>
    [Example("admin")]
    public string AdminRole { get; set; } = Access.Admin;

    /// <summary>The claim with patterns of queues; <c>queues</c> by default. A user without it may use all queues.</summary>
    [Example("queues")]
    public string QueueClaim { get; set; } = "queues";
}
