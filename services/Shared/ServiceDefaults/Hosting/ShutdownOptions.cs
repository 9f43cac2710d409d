using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>How a service stops.</summary>
public sealed class ShutdownOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Host";

    /// <summary>
    /// The part of the time that consumers may use to finish; the rest is for HTTP requests, connections and traces.
    /// </summary>
    internal const double ConsumerShare = 0.8;

    /// <summary>
    /// How long a service that was told to stop may take to finish what it has begun; 30 s by default, 1 s to 10 min.
    /// Longer than that, it is cancelled, and the broker delivers the messages again.
    /// </summary>
    [Between("00:00:01", "00:10:00"), Example("00:00:30")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
