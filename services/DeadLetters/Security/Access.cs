using System.Security.Claims;
using Microservices.DeadLetters.Replay;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.DeadLetters.Security;

/// <summary>Reads from the caller's claims what they may do: roles, and the queues that they are limited to.</summary>
internal static class Access
{
    public const string Reader = "reader";
    public const string Operator = "operator";
    public const string Admin = "admin";

    /// <summary>A claim per pattern of queues, such as <c>invoice-*</c>; without one, all queues.</summary>
    public const string QueueClaim = "queue";

    /// <summary>The roles; each may do what those before it may.</summary>
    public static readonly string[] Roles = [Reader, Operator, Admin];

    /// <summary>The caller's name for the audit.</summary>
    public static string NameOf(this ClaimsPrincipal user) => user.Identity?.Name ?? "anonymous";

    /// <summary>Whether the caller has the role, or one above it.</summary>
    public static bool Has(this ClaimsPrincipal user, string role) =>
        Roles.SkipWhile(name => name != role).Any(user.IsInRole);

    /// <summary>The caller's highest role; null when there is none.</summary>
    public static string? RoleOf(this ClaimsPrincipal user) => Roles.LastOrDefault(user.IsInRole);

    /// <summary>Whether a queue is within the caller's scope.</summary>
    public static bool MayUse(this ClaimsPrincipal user, string queue)
    {
        var patterns = user.FindAll(QueueClaim).Select(claim => claim.Value).ToList();
        return patterns.Count == 0 || patterns.Exists(pattern => QueuePattern.Matches(pattern, queue));
    }

    /// <summary>Takes the caller for an operator of replays.</summary>
    public static ReplayOperator ToOperator(this ClaimsPrincipal user) => new(user.NameOf(), user.MayUse, user.Has(Admin));

    /// <summary>Refuses who has not the role, or one above it.</summary>
    /// <returns>The answer; null when the caller may go on.</returns>
    public static ProblemHttpResult? Refuse(this ClaimsPrincipal user, string role) => user.Has(role)
        ? null
        : Refused($"This takes the role {role}.");

    /// <summary>The answer to who has not the role.</summary>
    public static ProblemHttpResult Refused(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status403Forbidden, title: "Not allowed.");
}
