using Microservices.ServiceDefaults.Security.Keys;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Says at start that nobody is asked who they are; else begins to watch the keys, before the first caller shows one.</summary>
internal sealed class SecurityStart(LocalTrial trial, ApiKeys keys, ILogger<SecurityStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (trial.IsOn && !keys.Any)
            logger.NobodyIsAsked();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
