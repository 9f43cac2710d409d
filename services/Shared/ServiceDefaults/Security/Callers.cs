using System.Security.Claims;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Makes callers, and reads what they are and may do.</summary>
public static class Callers
{
    /// <summary>A claim for each scope of the caller, those that others have in them too.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>A claim for each pattern of dead-letter queues that the caller may see; <c>*</c> is all, no claim is none.</summary>
    public const string QueueClaim = "queue";

    private const string ActorClaim = "actor";

    /// <summary>Whether the caller has a scope.</summary>
    /// <param name="user">The caller.</param>
    /// <param name="scope">One of <see cref="Scopes"/>.</param>
    public static bool Has(this ClaimsPrincipal user, string scope)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.HasClaim(ScopeClaim, scope);
    }

    /// <summary>
    /// Who acted, for the audit: the way in which the caller was told and the name there, such as <c>key:ci</c> or
    /// <c>oidc:8f14e45f</c>. No two callers share it, whatever name they show.
    /// </summary>
    /// <param name="user">The caller.</param>
    public static string Actor(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.FindFirstValue(ActorClaim) ?? "anonymous";
    }

    /// <summary>The name that the caller shows; <see cref="Actor"/> tells who it was.</summary>
    /// <param name="user">The caller.</param>
    public static string NameOf(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identity?.Name ?? "anonymous";
    }

    internal static ClaimsPrincipal Create(string scheme, Identity identity, IEnumerable<string> scopes, IEnumerable<string> queues,
        params IEnumerable<Claim> further) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.Name, identity.Name),
            new(ActorClaim, identity.Actor),
            .. scopes.SelectMany(Scopes.WithImplied).Distinct().Select(scope => new Claim(ScopeClaim, scope)),
            .. queues.Select(queue => new Claim(QueueClaim, queue)),
            .. further,
        ],
        scheme));

    /// <param name="Name">The name that people read.</param>
    /// <param name="Actor">Who it is.</param>
    internal sealed record Identity(string Name, string Actor);
}
