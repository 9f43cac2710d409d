using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>What every service has in common: telemetry, health, error answers, shutdown.</summary>
public static class HostingExtensions
{
    /// <summary>Adds telemetry, health checks, Problem Details and graceful shutdown.</summary>
    /// <param name="builder">The service's builder.</param>
    public static void AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
    }

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
    /// <param name="app">The service.</param>
    public static void MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }

    /// <summary>
    /// Runs the service until SIGTERM; with the argument <c>migrate</c> brings its databases up to date and ends.
    /// </summary>
    /// <param name="app">The service.</param>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code: 0 after a clean stop.</returns>
    public static async Task<int> RunServiceAsync(this WebApplication app, string[] args)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(args);

        await app.RunAsync();
        return 0;
    }
}
