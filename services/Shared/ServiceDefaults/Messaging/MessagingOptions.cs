using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>How receive endpoints take, retry and give up messages.</summary>
public sealed class MessagingOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Messaging";

    internal static readonly SettingsSection Section = new(SectionName, typeof(MessagingOptions));

    private static readonly TimeSpan[] DefaultRedeliveryIntervals =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    /// <summary>How many unacknowledged messages the broker gives an endpoint; 32 by default, 1 to 1000.</summary>
    [Between(1, 1000), Example("32")]
    public int PrefetchCount { get; set; } = 32;

    /// <summary>
    /// How many messages an endpoint processes at a time; 16 by default, 1 to 1000. Always 1 on SQLite, which has one
    /// writer, and on the in-memory broker.
    /// </summary>
    [Between(1, 1000), Example("16")]
    public int ConcurrentMessageLimit { get; set; } = 16;

    /// <summary>How many messages a batch consumer takes in one transaction; 100 by default, 1 to 300.</summary>
    [Between(1, 300), Example("100")]
    public int BatchMessageLimit { get; set; } = 100;

    /// <summary>
    /// How long the first message of a batch waits for others; 10 ms by default, 1 ms to 10 s. What a message costs in
    /// latency when few come.
    /// </summary>
    [Between("00:00:00.001", "00:00:10"), Example("00:00:00.010")]
    public TimeSpan BatchTimeLimit { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How many batches a consumer works on at a time; 2 by default, 1 to 16. Always 1 on SQLite.</summary>
    [Between(1, 16), Example("2")]
    public int BatchConcurrencyLimit { get; set; } = 2;

    /// <summary>
    /// How often the broker may deliver a message that is never acknowledged (its consumer's process dies, say) before
    /// it goes to the service's dead-letter queue; 20 by default, 1 to 1000. Changing it needs the queue to be deleted.
    /// </summary>
    [Between(1, 1000), Example("20")]
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>
    /// How long a message waits in the broker before each new delivery after a transient failure; 1, 5 and 30 minutes
    /// by default, each 10 ms to 1 day, at most 10. When all are used up, the message goes to the error queue.
    /// </summary>
    [Between("00:00:00.010", "1.00:00:00"), Example("00:05:00")]
    public IReadOnlyList<TimeSpan>? RedeliveryIntervals { get; set; }

    /// <summary>How often a failed message is tried again at once, in process; 5 by default, 0 to 20.</summary>
    [Between(0, 20), Example("5")]
    public int RetryLimit { get; set; } = 5;

    /// <summary>The shortest pause before such a retry; 100 ms by default, 0 to 10 s.</summary>
    [Between("00:00:00", "00:00:10"), Example("00:00:00.100")]
    public TimeSpan RetryMinInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause before such a retry; 3 s by default, up to 10 s.</summary>
    [Between("00:00:00", "00:00:10"), Example("00:00:03")]
    public TimeSpan RetryMaxInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>What the pause grows by, doubled each time and blurred by chance; 100 ms by default, 1 ms to 10 s.</summary>
    [Between("00:00:00.001", "00:00:10"), Example("00:00:00.100")]
    public TimeSpan RetryIntervalDelta { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many messages within the tracking period arm the kill switch; 20 by default, 1 to 100000.</summary>
    [Between(1, 100_000), Example("20")]
    public int KillSwitchActivationThreshold { get; set; } = 20;

    /// <summary>Which percentage of failed messages stops the endpoint; 50 by default, 1 to 100.</summary>
    [Between(1, 100), Example("50")]
    public int KillSwitchTripThreshold { get; set; } = 50;

    /// <summary>The time within which the kill switch counts; 1 minute by default, 100 ms to 1 day.</summary>
    [Between("00:00:00.100", "1.00:00:00"), Example("00:01:00")]
    public TimeSpan KillSwitchTrackingPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stopped endpoint rests before it takes messages again; 30 s by default, 100 ms to 1 day.</summary>
    [Between("00:00:00.100", "1.00:00:00"), Example("00:00:30")]
    public TimeSpan KillSwitchRestartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a database or a server that is away is probed; 30 s by default, 10 ms to 10 minutes. The first probes come sooner.
    /// </summary>
    [Between("00:00:00.010", "00:10:00"), Example("00:00:30")]
    public TimeSpan OutageProbeInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a process holds a message while something is away, before the broker keeps it; 10 minutes by default, 1 s to 25 minutes.
    /// Less where many messages wait for a slot, so that none is unacknowledged for the broker's consumer_timeout of 30 minutes.
    /// </summary>
    [Between("00:00:01", "00:25:00"), Example("00:10:00")]
    public TimeSpan OutageHoldLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the outbox looks for what nothing told it of; 1 s by default, 10 ms to 1 hour.</summary>
    [Between("00:00:00.010", "01:00:00"), Example("00:00:01")]
    public TimeSpan OutboxQueryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How old the oldest undelivered message of the outbox may be before the service reports that it is degraded;
    /// 1 minute by default, 1 s to 1 day.
    /// </summary>
    [Between("00:00:01", "1.00:00:00"), Example("00:01:00")]
    public TimeSpan OutboxLagLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a receive endpoint may go without reconnecting to a reachable broker; then the service ends, so that it is started
    /// again. A lost channel is replaced after half of this time. MassTransit itself pauses for up to 30 s between attempts.
    /// 2 minutes by default, 1 min to 1 day.
    /// </summary>
    [Between("00:01:00", "1.00:00:00"), Example("00:02:00")]
    public TimeSpan ReconnectTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a consumed message is remembered, so that a copy is skipped; 1 day by default, 1 min to 90 days.</summary>
    [Between("00:01:00", "90.00:00:00"), Example("1.00:00:00")]
    public TimeSpan DuplicateDetectionWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The delay after which a message comes back that was held for too long.</summary>
    internal TimeSpan GiveBackDelay => EffectiveRedeliveryIntervals is [var first, ..] ? first : DefaultRedeliveryIntervals[0];

    /// <summary>The intervals in force.</summary>
    internal IReadOnlyList<TimeSpan> EffectiveRedeliveryIntervals => RedeliveryIntervals ?? DefaultRedeliveryIntervals;
}
