using Microservices.ServiceDefaults.Security.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Says at start that nobody is asked who they are; else begins to watch the keys, before the first caller shows one.</summary>
internal sealed class SecurityStart(LocalTrial trial, IServiceProvider provider, ILogger<SecurityStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not by the constructor: settings that are wrong are reported before anything starts.
        provider.GetRequiredService<ApiKeys>();
        if (trial.IsOn)
            logger.NobodyIsAsked();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
