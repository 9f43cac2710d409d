using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Security.Limits;

/// <summary>How much one caller may ask for (section <c>DeadLetters:RateLimit</c>). Each may be used up at once.</summary>
internal sealed class RateLimitOptions
{
    internal const string SectionName = "DeadLetters:RateLimit";

    /// <summary>Requests that look, per caller and minute; 1,200 by default, 1 to 1,000,000.</summary>
    [Between(1, 1_000_000, ErrorMessage = "DeadLetters__RateLimit__ReadsPerMinute must be 1 to 1000000, for instance 1200.")]
    public int ReadsPerMinute { get; set; } = 1_200;

    /// <summary>Requests that change something, per caller and minute; 120 by default, 1 to 1,000,000.</summary>
    [Between(1, 1_000_000, ErrorMessage = "DeadLetters__RateLimit__WritesPerMinute must be 1 to 1000000, for instance 120.")]
    public int WritesPerMinute { get; set; } = 120;

    /// <summary>Requests of callers who are not known, per address and minute; 30 by default, 1 to 1,000,000.</summary>
    [Between(1, 1_000_000, ErrorMessage = "DeadLetters__RateLimit__UnknownPerMinute must be 1 to 1000000, for instance 30.")]
    public int UnknownPerMinute { get; set; } = 30;
}
