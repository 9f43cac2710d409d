using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Security.Keys;
using Microservices.ServiceDefaults.Security.Limits;
using Microservices.ServiceDefaults.Security.Tokens;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Who may use the service (section <c>Security</c>).</summary>
internal sealed class SecurityOptions
{
    internal const string SectionName = "Security";

    /// <summary>Keys of programs and of people without an identity provider; none by default. Read anew whenever their source changes.</summary>
    public IList<ApiKeyOptions> ApiKeys { get; } = [];

    /// <summary>The identity provider; none by default.</summary>
    public OidcOptions Oidc { get; } = new();

    /// <summary>How much one caller may ask for.</summary>
    public RateLimitOptions RateLimit { get; } = new();

    /// <summary>How long a browser stays signed in; 8 hours by default, 5 minutes to 7 days.</summary>
    [Between("00:05:00", "7.00:00:00"), Example("08:00:00")]
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromHours(8);
}
