namespace Microservices.DeadLetters.Reading.Groups;

/// <summary>Groups.</summary>
/// <param name="Items">The groups.</param>
/// <param name="More">Whether there are more than are shown.</param>
public sealed record GroupPage(IReadOnlyList<GroupItem> Items, bool More);
