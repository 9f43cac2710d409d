using System.IO.Enumeration;
using Microservices.DeadLetters.Replay;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.DeadLetters.Security;

/// <summary>Reads from the caller's claims which queues they are limited to, and which scope of this service is their highest.</summary>
internal static class Access
{
    /// <summary>The scopes of this service; each has those before it in it.</summary>
    public static readonly string[] Ladder =
    [
        Scopes.DeadLettersRead, Scopes.DeadLettersOperate,
        Scopes.DeadLettersAdminister,
    ];

    /// <summary>The caller's highest scope here; null when there is none.</summary>
    public static string? ScopeOf(this ClaimsPrincipal user) => Ladder.LastOrDefault(user.Has);

    /// <summary>The patterns of queues that the caller is limited to.</summary>
    public static IEnumerable<string> QueuesOf(this ClaimsPrincipal user) => user.FindAll(Callers.QueueClaim).Select(claim => claim.Value);

    /// <summary>Whether the caller may see all queues, also those that are not there yet.</summary>
    public static bool MaySeeAll(this ClaimsPrincipal user) => user.QueuesOf().Contains("*");

    /// <summary>Whether a queue is within the caller's scope. Who names no queue has none.</summary>
    public static bool MayUse(this ClaimsPrincipal user, string queue) => user.QueuesOf().Any(pattern => QueuePattern.Matches(pattern, queue));

    /// <summary>Whether the caller may see personal data.</summary>
    public static bool MayUnmask(this ClaimsPrincipal user) => user.Has(Scopes.DeadLettersOperate);

    /// <summary>Takes the caller for an operator of replays.</summary>
    public static ReplayOperator ToOperator(this ClaimsPrincipal user) =>
        new(user.Actor(), user.MayUse, user.Has(Scopes.DeadLettersAdminister), user.MayUnmask());

    /// <summary>The answer to who may not do this with what they asked for.</summary>
    public static ProblemHttpResult Refused(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status403Forbidden, title: "Not allowed.");
}

/// <summary>Names of queues with <c>*</c> for any text.</summary>
internal static class QueuePattern
{
    /// <summary>Whether the queue's name is of the pattern, by exact case.</summary>
    public static bool Matches(string pattern, string queue) =>
        FileSystemName.MatchesSimpleExpression(pattern, queue, ignoreCase: false);
}
