using System.Globalization;
using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>
/// Refuses a management port that nobody listens on, because the container's health check would ask it in vain, and proxies that are
/// anybody.
/// </summary>
internal sealed class HttpRules(IConfiguration configuration) : ISettingsRules<HttpOptions>
{
    // A switch of ASP.NET Core: https://learn.microsoft.com/aspnet/core/host-and-deploy/proxy-load-balancer
    private const string BelieveEveryone = "ForwardedHeaders_Enabled";

    public IEnumerable<SettingProblem> Check(HttpOptions options) => CheckManagementPort(options).Concat(CheckProxies(options));

    private IEnumerable<SettingProblem> CheckProxies(HttpOptions options)
    {
        if (string.Equals(configuration[BelieveEveryone], "true", StringComparison.OrdinalIgnoreCase))
            yield return new SettingProblem(nameof(options.Proxies), "must name the proxies, in place of ASPNETCORE_FORWARDEDHEADERS_ENABLED=true, which believes everyone");
        for (var i = 0; i < options.Proxies.Count; i++)
        {
            if (options.Proxies[i].Length > 0 && !(ProxyHeaders.TryRead(options.Proxies[i], out var network) && network.PrefixLength > 0))
            {
                yield return new SettingProblem(string.Create(CultureInfo.InvariantCulture, $"{nameof(options.Proxies)}:{i}"),
                    "must be an address, or a network that has its first address before the slash and is not everyone");
            }
        }
    }

    private IEnumerable<SettingProblem> CheckManagementPort(HttpOptions options)
    {
        var addresses = ListeningAddresses.Of(configuration);
        var port = string.Create(CultureInfo.InvariantCulture, $":{options.ManagementPort}");
        if (options.ManagementPort is not null && addresses.Count > 0 && !addresses.Any(address => address.TrimEnd('/').EndsWith(port, StringComparison.Ordinal)))
        {
            yield return new SettingProblem(nameof(options.ManagementPort), $"must be one of the ports that the service listens on ({string.Join(", ", addresses)})")
            {
                Example = ""
            };
        }
    }
}
