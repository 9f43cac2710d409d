using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Where the service listens when the environment does not say, and how much and how slowly it may be asked (section <c>Http</c>).</summary>
internal sealed class HttpOptions
{
    internal const string SectionName = "Http";

    /// <summary>The port on localhost, 0 to 65535, where 0 is any free one; each service has one of its own by default.</summary>
    [Between(0, 65535), Example("5080")]
    public int? Port { get; set; }

    /// <summary>
    /// A second port that the service listens on, for Prometheus and probes: <c>/metrics</c> and the details of <c>/health</c> are open
    /// there. It must be one of the ports of <c>ASPNETCORE_HTTP_PORTS</c>, and must not be reachable from outside. None by default.
    /// </summary>
    [Between(1, 65535), Example("8081")]
    public int? ManagementPort { get; set; }

    /// <summary>
    /// The most bytes of a body, where its route has no limit of its own; 16 MiB by default, as much as a message of RabbitMQ, 1 KiB to
    /// 1 GiB. A larger one gets 413.
    /// </summary>
    [Between(1024, 1 << 30), Example("16777216")]
    public int MaxBodyBytes { get; set; } = 16 << 20;

    /// <summary>The most bytes of a request's headers; 32 KiB by default, 1 KiB to 1 MiB. More get 431.</summary>
    [Between(1024, 1 << 20), Example("32768")]
    public int MaxHeaderBytes { get; set; } = 32 << 10;

    /// <summary>How long a request's headers may take; 10 seconds by default, 1 second to 5 minutes. Slower ones get 408.</summary>
    [Between("00:00:01", "00:05:00"), Example("00:00:10")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How fast a body must come on average, in bytes per second; 1,024 by default, 1 to 1,048,576. Only the time that the service waits
    /// for it counts. A slower one gets 408.
    /// </summary>
    [Between(1, 1 << 20), Example("1024")]
    public int MinBodyBytesPerSecond { get; set; } = 1024;

    /// <summary>How long a body may be slower at its beginning; 5 seconds by default, 2 seconds to 10 minutes.</summary>
    [Between("00:00:02", "00:10:00"), Example("00:00:05")]
    public TimeSpan BodyPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Addresses and networks (CIDR) of the proxies in front of the service, whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are
    /// believed; none by default. Limits, audits and logs see the caller's address by them. Whoever else sends these headers is not believed.
    /// </summary>
    [Example("10.0.0.0/24")]
    public IList<string> Proxies { get; } = [];
}
