namespace Microservices.DeadLetters.Data;

/// <summary>How many messages of a group failed in an hour.</summary>
internal sealed class GroupHour
{
    public long GroupId { get; set; }

    /// <summary>The hour's beginning, in UTC.</summary>
    public DateTime Hour { get; set; }

    public long Count { get; set; }
}
