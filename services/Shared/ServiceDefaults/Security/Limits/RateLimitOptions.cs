using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Security.Limits;

/// <summary>How much one caller may ask of a process (section <c>Security__RateLimit</c>). Each may be used up at once.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Requests that look, per caller and minute; 60,000 by default, 1 to 10,000,000.</summary>
    [Between(1, 10_000_000), Example("60000")]
    public int ReadsPerMinute { get; set; } = 60_000;

    /// <summary>Requests that change something, per caller and minute; 60,000 by default, 1 to 10,000,000.</summary>
    [Between(1, 10_000_000), Example("60000")]
    public int WritesPerMinute { get; set; } = 60_000;

    /// <summary>
    /// Requests of callers who are not known, and sign-ins, per address (of IPv6, per /64) and minute, and of customers per link and minute;
    /// 30 by default, 1 to 10,000,000.
    /// </summary>
    [Between(1, 10_000_000), Example("30")]
    public int UnknownPerMinute { get; set; } = 30;
}
