using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>
/// The port that a service listens on when nobody says otherwise, from <c>Http:Port</c> in its <c>appsettings.json</c>.
/// A <c>Urls</c> there would win over ASPNETCORE_URLS and ASPNETCORE_HTTP_PORTS, which the environment sets.
/// </summary>
internal static class DefaultPort
{
    public const string Key = "Http:Port";

    public static void Apply(IHostApplicationBuilder builder)
    {
        if (builder is not WebApplicationBuilder web || web.Configuration[Key] is not { Length: > 0 } port)
            return;

        var isStated = web.Configuration["urls"] is { Length: > 0 }
            || web.Configuration["http_ports"] is { Length: > 0 }
            || web.Configuration["https_ports"] is { Length: > 0 }
            || web.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!isStated)
            web.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"));
    }
}
