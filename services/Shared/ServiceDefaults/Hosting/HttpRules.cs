using System.Globalization;
using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Refuses a management port that nobody listens on: the container's health check would ask it in vain.</summary>
internal sealed class HttpRules(IConfiguration configuration) : ISettingsRules<HttpOptions>
{
    public IEnumerable<SettingProblem> Check(HttpOptions options)
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
