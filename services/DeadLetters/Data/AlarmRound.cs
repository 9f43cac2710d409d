namespace Microservices.DeadLetters.Data;

/// <summary>The only row of its table: of all replicas, who moves its time looks for alarms.</summary>
internal sealed class AlarmRound
{
    public int Id { get; set; }

    /// <summary>When the last one looked, in UTC.</summary>
    public DateTime CheckedAt { get; set; }
}
