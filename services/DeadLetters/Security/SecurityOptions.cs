using Microservices.DeadLetters.Security.Keys;
using Microservices.DeadLetters.Security.Oidc;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Security;

/// <summary>Who may use the service (section <c>DeadLetters__Security</c>).</summary>
internal sealed class SecurityOptions
{
    internal const string SectionName = "DeadLetters:Security";

    /// <summary>Keys of programs and of people without an identity provider; none by default.</summary>
    public IList<ApiKeyOptions> ApiKeys { get; } = [];

    /// <summary>The identity provider; none by default.</summary>
    public OidcOptions Oidc { get; } = new();

    /// <summary>How long a browser stays signed in; 8 hours by default, 5 minutes to 7 days.</summary>
    [Between("00:05:00", "7.00:00:00"), Example("08:00:00")]
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromHours(8);
}
