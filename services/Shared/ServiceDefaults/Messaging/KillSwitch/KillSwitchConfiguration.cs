using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Messaging.KillSwitch;

internal static class KillSwitchConfiguration
{
    public static void UseEndpointKillSwitch(this IReceiveEndpointConfigurator endpoint, IRegistrationContext context,
        MessagingOptions options, PermanentFaults permanentFaults)
    {
        var killSwitch = new EndpointKillSwitch(options,
            context.GetRequiredService<TimeProvider>(),
            context.GetRequiredService<MessagingMetrics>(),
            context.GetRequiredService<ILoggerFactory>().CreateLogger<EndpointKillSwitch>(),
            context.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        endpoint.ConnectReceiveEndpointObserver(killSwitch);
        MessageFilterObserver.Connect(endpoint, new KillSwitchFilterFactory(killSwitch, permanentFaults));
    }
}
