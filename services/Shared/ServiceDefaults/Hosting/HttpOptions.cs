using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Where the service listens when the environment does not say; <see cref="DefaultPort"/> reads it.</summary>
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
}
