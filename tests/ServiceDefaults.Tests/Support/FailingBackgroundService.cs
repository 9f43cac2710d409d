using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class FailingBackgroundService(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        throw new TransientException();
    }
}
