using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Says at start that nobody is asked who they are.</summary>
internal sealed class TrialNotice(LocalTrial trial, ILogger<TrialNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (trial.IsOn)
            logger.NobodyIsAsked();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
