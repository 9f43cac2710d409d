using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Security.Limits;

/// <summary>How much one caller may ask for (section <c>DeadLetters__RateLimit</c>). Each may be used up at once.</summary>
internal sealed class RateLimitOptions
{
    internal const string SectionName = "DeadLetters:RateLimit";

    /// <summary>Requests that look, per caller and minute; 1,200 by default, 1 to 1,000,000.</summary>
    [Between(1, 1_000_000), Example("1200")]
    public int ReadsPerMinute { get; set; } = 1_200;

    /// <summary>Requests that change something, per caller and minute; 120 by default, 1 to 1,000,000.</summary>
    [Between(1, 1_000_000), Example("120")]
    public int WritesPerMinute { get; set; } = 120;

    /// <summary>Requests of callers who are not known, per address and minute; 30 by default, 1 to 1,000,000.</summary>
    [Between(1, 1_000_000), Example("30")]
    public int UnknownPerMinute { get; set; } = 30;
}
