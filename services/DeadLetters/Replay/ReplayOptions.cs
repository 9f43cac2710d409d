using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Replay;

/// <summary>Settings of replays (section <c>DeadLetters__Replay</c>).</summary>
internal sealed class ReplayOptions
{
    internal const string SectionName = "DeadLetters:Replay";

    /// <summary>
    /// How long a consumer may take to acknowledge a message; then the item has ended, though it may still be found
    /// processed or failed. 5 minutes by default, 1 s to 1 day.
    /// </summary>
    [Between("00:00:01", "1.00:00:00"), Example("00:05:00")]
    public TimeSpan AcknowledgementTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After which time a message that a worker claimed and never marked is sent again: the worker is taken for dead.
    /// 1 minute by default, 1 s to 1 hour.
    /// </summary>
    [Between("00:00:01", "01:00:00"), Example("00:01:00")]
    public TimeSpan PublishingLease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Tries in a row after which it is not known whether the broker has any of the messages; then the replay pauses, with the
    /// reason. 8 by default, 1 to 100.
    /// </summary>
    [Between(1, 100), Example("8")]
    public int PublishTries { get; set; } = 8;

    /// <summary>
    /// The wait before the second such try; it doubles with each, up to a minute. 1 s by default, 10 ms to 1 min.
    /// </summary>
    [Between("00:00:00.010", "00:01:00"), Example("00:00:01")]
    public TimeSpan PublishRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a worker looks for something to send; 250 ms by default, 10 ms to 10 s.</summary>
    [Between("00:00:00.010", "00:00:10"), Example("00:00:00.250")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The most messages that a worker claims at once; 500 by default, 1 to 5,000.</summary>
    [Between(1, 5_000), Example("500")]
    public int BatchSize { get; set; } = 500;

    /// <summary>The highest rate that an operator may ask for, in messages per second; 2,000 by default, 1 to 100,000.</summary>
    [Between(1, 100_000), Example("2000")]
    public int MaxRate { get; set; } = 2_000;
}
