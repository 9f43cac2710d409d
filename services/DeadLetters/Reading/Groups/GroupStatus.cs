namespace Microservices.DeadLetters.Reading.Groups;

/// <summary>
/// How a group stands. Operators say so; its dead letters have the last word, so it is worked out when it is read: a group of
/// which something is being replayed is <see cref="Replaying"/>, one of which nothing is open any more is
/// <see cref="Resolved"/>. When something fails again after that, the ingest makes it <see cref="New"/>.
/// </summary>
internal static class GroupStatus
{
    public const string New = "new";
    public const string Investigating = "investigating";
    public const string Replaying = "replaying";
    public const string Resolved = "resolved";
    public const string Ignored = "ignored";

    public static readonly string[] All = [New, Investigating, Replaying, Resolved, Ignored];

    /// <summary>Those that operators may set.</summary>
    public static readonly string[] Settable = [New, Investigating, Resolved, Ignored];

    /// <summary>How the group stands.</summary>
    public static string Of(DeadLetterGroup group, bool isReplaying) =>
        isReplaying ? Replaying
        : group.Status == Ignored ? Ignored
        : group.OpenCount == 0 ? Resolved
        : group.Status == Replaying ? Investigating : group.Status;

    /// <summary>The groups that stand so.</summary>
    public static IQueryable<DeadLetterGroup> That(
        this IQueryable<DeadLetterGroup> groups, string status, IQueryable<DeadLetter> letters)
    {
        if (status == Replaying)
            return groups.Where(group => letters.Any(letter => letter.GroupId == group.Id && letter.Status == "replaying"));

        groups = groups.Where(group => !letters.Any(letter => letter.GroupId == group.Id && letter.Status == "replaying"));
        return status switch
        {
            Resolved => groups.Where(group => group.Status != Ignored && (group.OpenCount == 0 || group.Status == Resolved)),
            Ignored => groups.Where(group => group.Status == Ignored),
            Investigating => groups.Where(group =>
                group.OpenCount != 0 && (group.Status == Investigating || group.Status == Replaying)),
            _ => groups.Where(group => group.OpenCount != 0 && group.Status == status),
        };
    }
}
