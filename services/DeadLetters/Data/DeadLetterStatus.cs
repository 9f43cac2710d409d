namespace Microservices.DeadLetters.Data;

/// <summary>What has become of a dead letter, as the column <c>dead_letters.status</c> has it.</summary>
internal static class DeadLetterStatus
{
    public const string Open = "open";

    /// <summary>A replay has it: one at most, by the unique index of active replay items.</summary>
    public const string Replaying = "replaying";

    /// <summary>Its consumer has acknowledged it.</summary>
    public const string Resolved = "resolved";
    public const string Archived = "archived";
}
