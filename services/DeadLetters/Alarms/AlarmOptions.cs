using Microservices.DeadLetters.Alarms.Sending;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Alarms;

/// <summary>What people are told of, and how (section <c>DeadLetters__Alarms</c>).</summary>
internal sealed class AlarmOptions
{
    internal const string SectionName = "DeadLetters:Alarms";

    /// <summary>Polling interval of metrics and alarms; 30 s by default, 100 ms to 1 hour.</summary>
    [Between("00:00:00.100", "01:00:00"), Example("00:00:30")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a dead letter of a queue may be open before people are told; 1 hour by default, 1 s to 365 days.</summary>
    [Between("00:00:01", "365.00:00:00"), Example("01:00:00")]
    public TimeSpan AgeLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// After which time people are told of the same group or queue again, while nobody has taken it; 1 day by default,
    /// 1 s to 365 days.
    /// </summary>
    [Between("00:00:01", "365.00:00:00"), Example("1.00:00:00")]
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The most that people are told in an hour; what is more waits. 10 by default, 1 to 1,000.</summary>
    [Between(1, 1_000), Example("10")]
    public int MaxPerHour { get; set; } = 10;

    /// <summary>Where the console is for people, for links, such as <c>https://dead-letters.example</c>; none by default.</summary>
    [Example("https://dead-letters.example")]
    public string? PublicUrl { get; set; }

    /// <summary>Where the runbook is for people, for links in alarms; the one of this repository by default.</summary>
    [Example("https://wiki.example/dead-letters")]
    public string RunbookUrl { get; set; } = "docs/runbooks/dead-letters.md";

    /// <summary>Tells by HTTP, when it has an address.</summary>
    public WebhookOptions Webhook { get; } = new();

    /// <summary>Tells by mail, when it has a host.</summary>
    public MailOptions Mail { get; } = new();
}
