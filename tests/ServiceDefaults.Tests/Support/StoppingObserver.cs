using MassTransit;

namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>Tells when the endpoint under test has been told to stop.</summary>
internal sealed class StoppingObserver : IReceiveEndpointObserver
{
    private readonly TaskCompletionSource _isStopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task IsStopping => _isStopping.Task;

    public Task Ready(ReceiveEndpointReady ready) => Task.CompletedTask;

    public Task Stopping(ReceiveEndpointStopping stopping)
    {
        if (stopping.InputAddress.AbsolutePath.EndsWith(TestService.Endpoint, StringComparison.Ordinal))
            _isStopping.TrySetResult();
        return Task.CompletedTask;
    }

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
