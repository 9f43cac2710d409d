namespace Microservices.DeadLetters.Alarms.Detecting;

/// <summary>What people are told of, as the column <c>notifications.kind</c> has it.</summary>
internal static class AlarmKind
{
    /// <summary>A group that nobody has looked at.</summary>
    public const string NewGroup = "new_group";

    /// <summary>A queue with a dead letter that has been open for too long.</summary>
    public const string Age = "age";
}
