using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Archive.Retention;

/// <summary>How long what is dealt with is kept (section <c>DeadLetters__Retention</c>). What is open is never deleted.</summary>
internal sealed class RetentionOptions
{
    internal const string SectionName = "DeadLetters:Retention";

    /// <summary>How long a resolved dead letter is kept; 30 days by default, 1 minute to 10 years.</summary>
    [Between("00:01:00", "3650.00:00:00"), Example("30.00:00:00")]
    public TimeSpan Resolved { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long an archived one is kept, and can be taken back; 90 days by default, 1 minute to 10 years.</summary>
    [Between("00:01:00", "3650.00:00:00"), Example("90.00:00:00")]
    public TimeSpan Archived { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often what is due is looked for; 1 minute by default, 100 ms to 1 day.</summary>
    [Between("00:00:00.100", "1.00:00:00"), Example("00:01:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The most that one transaction deletes; 500 by default, 1 to 10,000.</summary>
    [Between(1, 10_000), Example("500")]
    public int BatchSize { get; set; } = 500;
}
