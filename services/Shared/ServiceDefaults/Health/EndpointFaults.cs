using System.Collections.Concurrent;
using MassTransit;

namespace Microservices.ServiceDefaults.Health;

/// <summary>
/// Why each receive endpoint is without the broker, as of its last attempt. MassTransit's own health keeps the first
/// failure only: a service that was started before its broker would call a wrong virtual host a refused connection.
/// </summary>
internal sealed class EndpointFaults : IReceiveEndpointObserver
{
    private readonly ConcurrentDictionary<Uri, Exception> _faults = new();

    /// <summary>The failure of an endpoint's last attempt to connect; null when there is none.</summary>
    /// <param name="inputAddress">The address of the endpoint.</param>
    public Exception? Find(Uri? inputAddress) => inputAddress is null ? null : _faults.GetValueOrDefault(inputAddress);

    public Task Ready(ReceiveEndpointReady ready)
    {
        _faults.TryRemove(ready.InputAddress, out _);
        return Task.CompletedTask;
    }

    public Task Faulted(ReceiveEndpointFaulted faulted)
    {
        // A cancelled attempt tells nothing about the broker; MassTransit makes the next one a second later.
        if (faulted.Exception is { } exception and not OperationCanceledException)
            _faults[faulted.InputAddress] = exception;
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;
}
