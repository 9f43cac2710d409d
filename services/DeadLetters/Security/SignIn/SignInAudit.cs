using System.Net;
using Microservices.DeadLetters.Auditing;

namespace Microservices.DeadLetters.Security.SignIn;

/// <summary>Writes into the audit who signed in, and who was not let in. How often that can be is limited per address and caller.</summary>
internal sealed class SignInAudit(DeadLettersDbContext dbContext, TimeProvider timeProvider)
{
    private const string Target = "sign-in";

    /// <summary>Somebody signed in.</summary>
    public Task SignedInAsync(ClaimsPrincipal user, CancellationToken cancellationToken) => AddAsync(user.Actor(), "signed.in", null, cancellationToken);

    /// <summary>Somebody is known, and may not use a route.</summary>
    public Task DeniedAsync(ClaimsPrincipal user, string route, CancellationToken cancellationToken) =>
        AddAsync(user.Actor(), "access.denied", new { route }, cancellationToken);

    /// <summary>Somebody showed a wrong key.</summary>
    public Task RefusedAsync(IPAddress? address, CancellationToken cancellationToken) =>
        AddAsync("anonymous", "sign-in.refused", new { Address = address?.ToString() }, cancellationToken);

    private async Task AddAsync(string actor, string action, object? details, CancellationToken cancellationToken)
    {
        dbContext.Audit.Add(AuditEntries.Create(timeProvider.GetUtcNow().UtcDateTime, actor, action, Target, null, details));
        await dbContext.SaveChangesAsync(cancellationToken);
    }
}
