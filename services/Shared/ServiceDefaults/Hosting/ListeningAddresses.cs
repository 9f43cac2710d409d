using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Where a service listens, as ASP.NET Core reads it from the settings: endpoints before addresses before ports.</summary>
internal static class ListeningAddresses
{
    public static IReadOnlyList<string> Of(IConfiguration configuration)
    {
        string[] endpoints = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()];
        if (endpoints.Length > 0)
            return endpoints;

        var addresses = Split(configuration["urls"]);
        return addresses.Length > 0 ? addresses :
        [
            .. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"),
            .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}"),
        ];
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
