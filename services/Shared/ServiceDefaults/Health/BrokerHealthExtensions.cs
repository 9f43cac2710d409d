using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Health;

internal static class BrokerHealthExtensions
{
    private const string MassTransitTag = "masstransit";

    /// <summary>
    /// Adds ours in place of MassTransit's, which is only degraded, and so answers 200, while every receive endpoint has
    /// lost the broker.
    /// </summary>
    public static void AddBrokerHealthCheck(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<BrokerHealthCheck>("broker");
        services.AddSingleton<BrokerAlarm>();
        services.AddSingleton<BrokerCertificate>();
        services.AddSingleton<EndpointFaults>();
        services.AddReceiveEndpointObserver(provider => provider.GetRequiredService<EndpointFaults>());
        services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var registration in options.Registrations.Where(check => check.Tags.Contains(MassTransitTag)).ToList())
                options.Registrations.Remove(registration);
        });
    }
}
