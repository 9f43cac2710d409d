using System.Security.Cryptography;
using System.Text;
using Microservices.ServiceDefaults.Security.Keys;

namespace Microservices.DeadLetters.Security.SignIn;

/// <summary>
/// How long a sign-in lasts: a time from the sign-in, however often pages are opened; no longer than its key; and no longer than
/// what the provider's roles mean here.
/// </summary>
internal sealed class SignInSession(ApiKeys keys, LocalTrial trial, IOptions<SecurityOptions> options, TimeProvider timeProvider)
{
    private const string SignedInAt = "signed_in_at";
    private const string Rules = "rules";

    // A change of these changes the rights that people have: who has signed in before does so again.
    private readonly string _rules = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        options.Value.Oidc.Authority,
        options.Value.Oidc.RoleClaim,
        options.Value.Oidc.QueueClaim,
        Roles = options.Value.Oidc.Roles.Select(role => new { role.Name, role.Scopes }),
    }))));

    /// <summary>Notes when somebody signs in.</summary>
    public void Begin(ClaimsPrincipal user)
    {
        var now = timeProvider.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        user.AddIdentity(new ClaimsIdentity([new Claim(SignedInAt, now), new Claim(Rules, _rules)]));
    }

    /// <summary>Whether it still lasts. Who has never signed in has no session.</summary>
    public bool Lasts(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } identity)
            return false;
        if (identity.AuthenticationType == Schemes.Developer)
            return trial.IsOn;

        return long.TryParse(user.FindFirstValue(SignedInAt), CultureInfo.InvariantCulture, out var at)
            && timeProvider.GetUtcNow() < DateTimeOffset.FromUnixTimeSeconds(at) + options.Value.SignInLifetime
            && user.HasClaim(Rules, _rules) && keys.IsStillValid(user);
    }
}
