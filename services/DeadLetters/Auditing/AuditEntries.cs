namespace Microservices.DeadLetters.Auditing;

/// <summary>Makes entries of the audit.</summary>
internal static class AuditEntries
{
    /// <summary>
    /// What the action of one dead letter among many begins with: its own history shows it, the list of all shows the action on
    /// the many instead.
    /// </summary>
    public const string PerLetter = "letter.";

    /// <summary>The beginning of a target that is one dead letter.</summary>
    public const string Letters = "dead-letter:";

    /// <summary>The beginning of a target that is a group.</summary>
    public const string Groups = "group:";

    /// <summary>The beginning of a target that is a replay.</summary>
    public const string Replays = "replay:";

    /// <summary>The target of an action on one dead letter.</summary>
    public static string Letter(long id) => FormattableString.Invariant($"{Letters}{id}");

    /// <summary>The target of an action on a group.</summary>
    public static string Group(long id) => FormattableString.Invariant($"{Groups}{id}");

    /// <summary>The target of an action on a replay.</summary>
    public static string Replay(Guid id) => $"{Replays}{id}";

    /// <summary>Makes one.</summary>
    /// <param name="at">When, in UTC.</param>
    /// <param name="actor">Who.</param>
    /// <param name="action">What, such as <c>letters.archived</c>.</param>
    /// <param name="target">To what, such as <c>dead-letter:12</c>.</param>
    /// <param name="reason">Why.</param>
    /// <param name="details">What else there is to know; no personal data: the entry stays for ever.</param>
    public static AuditEntry Create(
        DateTime at, string actor, string action, string target, string? reason, object? details = null) => new()
        {
            At = at,
            Actor = actor,
            Action = action,
            Target = target,
            Reason = reason?.Trim(),
            Details = details is null ? null : JsonSerializer.Serialize(details, JsonSerializerOptions.Web),
        };
}
