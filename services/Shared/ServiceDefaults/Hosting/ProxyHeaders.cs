using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Believes the proxies that are named, and nobody else, whom they forward.</summary>
internal static class ProxyHeaders
{
    public static void AddProxyHeaders(this IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<HttpOptions>>((headers, http) => Apply(headers, http.Value.Proxies));

    /// <summary>Reads an address, as a network of one, or a network such as <c>10.0.0.0/24</c>.</summary>
    public static bool TryRead(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) // which takes any address of the network
            return network.BaseAddress.Equals(IPAddress.Parse(text.Split('/')[0]));
        if (!IPAddress.TryParse(text, out var address) || text != address.ToString())
            return false; // 10 would be 0.0.0.10

        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    private static void Apply(ForwardedHeadersOptions headers, IEnumerable<string> proxies)
    {
        headers.KnownProxies.Clear(); // loopback
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (TryRead(proxy, out var network))
                headers.KnownIPNetworks.Add(network);
        }

        headers.ForwardedHeaders = headers.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.ForwardLimit = null; // through a chain of proxies, to the first that is not named
    }
}
