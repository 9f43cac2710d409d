using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>Does not care how long it may take to stop: it does when it is let go.</summary>
internal sealed class NeverStoppingService : IHostedService
{
    private readonly TaskCompletionSource _mayStop = new();

    public void LetGo() => _mayStop.SetResult();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _mayStop.Task;
}
