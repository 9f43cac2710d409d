using System.Collections.Concurrent;
using MassTransit;

namespace Microservices.ServiceDefaults.Health;

/// <summary>
/// Why each receive endpoint is without the broker, as of its last attempt. MassTransit's own health keeps the first
/// failure only: a service that was started before its broker would call a wrong virtual host a refused connection.
/// </summary>
internal sealed class EndpointFaults(TimeProvider timeProvider) : IReceiveEndpointObserver
{
    private readonly ConcurrentDictionary<Uri, Exception> _faults = new();
    private readonly ConcurrentDictionary<Uri, DateTimeOffset> _attempts = new();

    /// <summary>The failure of an endpoint's last attempt to connect; null when there is none.</summary>
    /// <param name="inputAddress">The address of the endpoint.</param>
    public Exception? Find(Uri? inputAddress) => inputAddress is null ? null : _faults.GetValueOrDefault(inputAddress);

    /// <summary>When an endpoint last tried to connect, with success or without; null when it never has.</summary>
    /// <param name="inputAddress">The address of the endpoint.</param>
    public DateTimeOffset? LastAttempt(Uri inputAddress) => _attempts.TryGetValue(inputAddress, out var at) ? at : null;

    public Task Ready(ReceiveEndpointReady ready)
    {
        _attempts[ready.InputAddress] = timeProvider.GetUtcNow();
        _faults.TryRemove(ready.InputAddress, out _);
        return Task.CompletedTask;
    }

    public Task Faulted(ReceiveEndpointFaulted faulted)
    {
        _attempts[faulted.InputAddress] = timeProvider.GetUtcNow();
        // A cancelled attempt tells nothing about the broker; MassTransit makes the next one a second later.
        if (faulted.Exception is { } exception and not OperationCanceledException)
            _faults[faulted.InputAddress] = exception;
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    // The connection ended: what follows is an attempt to have it again.
    public Task Completed(ReceiveEndpointCompleted completed)
    {
        _attempts[completed.InputAddress] = timeProvider.GetUtcNow();
        return Task.CompletedTask;
    }
}
