using System.Globalization;
using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Hosting;

internal static class ShutdownExtensions
{
    public static void AddShutdownOptions(this IServiceCollection services)
    {
        services.AddSettings<ShutdownOptions>(ShutdownOptions.SectionName);
        services.AddOptions<HostOptions>().Configure<IConfiguration>(
            (host, configuration) => host.ShutdownTimeout = Read(configuration));
    }

    // The host needs it while it is built, before options are validated: an invalid value is reported at start.
    private static TimeSpan Read(IConfiguration configuration) =>
        TimeSpan.TryParse(configuration[$"{ShutdownOptions.SectionName}:{nameof(ShutdownOptions.ShutdownTimeout)}"],
            CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero
            ? timeout
            : new ShutdownOptions().ShutdownTimeout;
}
