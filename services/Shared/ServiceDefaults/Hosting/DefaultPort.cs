using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>
/// The port that a service listens on when nobody says otherwise, from <c>Http__Port</c> in its <c>appsettings.json</c>.
/// A <c>Urls</c> there would win over ASPNETCORE_URLS and ASPNETCORE_HTTP_PORTS, which the environment sets.
/// </summary>
internal static class DefaultPort
{
    public const string Key = $"{HttpOptions.SectionName}:{nameof(HttpOptions.Port)}";

    public static void Apply(IHostApplicationBuilder builder)
    {
        // A port that is none is reported at start.
        if (builder is not WebApplicationBuilder web || !ushort.TryParse(web.Configuration[Key], CultureInfo.InvariantCulture, out var port))
            return;

        if (!ListeningAddresses.Of(web.Configuration).Any())
            web.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"));
    }
}
