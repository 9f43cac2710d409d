using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Messaging.KillSwitch;

/// <summary>
/// Stops a receive endpoint when too many of its messages fail, and starts it again after a rest: while a dependency is
/// down, messages stay in their queue instead of using up their redeliveries. MassTransit's own kill switch watches the
/// endpoint from outside the redelivery, where it never sees a failure that is redelivered.
/// </summary>
internal sealed class EndpointKillSwitch(
    MessagingOptions options, TimeProvider time, MessagingMetrics metrics, ILogger logger, CancellationToken stopping)
    : IReceiveEndpointObserver
{
    private readonly Lock _lock = new();
    private IReceiveEndpoint? _endpoint;
    private long _periodStart = time.GetTimestamp();
    private int _messages;
    private int _failures;
    private bool _isTripped;

    public Task Ready(ReceiveEndpointReady ready)
    {
        _endpoint = ready.ReceiveEndpoint;
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    /// <summary>Counts a message.</summary>
    /// <param name="failed">Whether it failed in a way that a rest may cure.</param>
    public void Record(bool failed)
    {
        lock (_lock)
        {
            if (_isTripped)
                return;

            if (time.GetElapsedTime(_periodStart) > options.KillSwitchTrackingPeriod)
                Reset();
            _messages++;
            if (failed)
                _failures++;
            if (!failed || _messages < options.KillSwitchActivationThreshold
                || _failures * 100L < (long)_messages * options.KillSwitchTripThreshold)
                return;

            _isTripped = true;
        }

        // Not awaited: stopping waits for the messages in flight, of which the caller's is one.
        _ = Task.Run(RestAsync, CancellationToken.None);
    }

    private async Task RestAsync()
    {
        if (_endpoint is not { } endpoint)
            return;

        var name = endpoint.InputAddress.GetEndpointName() ?? "";
        try
        {
            metrics.KillSwitchTripped(name);
            logger.KillSwitchTripped(name, _failures, _messages, options.KillSwitchRestartTimeout);
            await endpoint.Stop(stopping);
            await Task.Delay(options.KillSwitchRestartTimeout, time, stopping);
            await endpoint.Start(stopping).Ready;
            logger.KillSwitchReset(name);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // A started endpoint goes on trying to connect by itself; its health tells.
            logger.KillSwitchResetFailed(exception, name);
        }

        lock (_lock)
        {
            Reset();
            _isTripped = false;
        }
    }

    private void Reset()
    {
        _periodStart = time.GetTimestamp();
        _messages = 0;
        _failures = 0;
    }
}
