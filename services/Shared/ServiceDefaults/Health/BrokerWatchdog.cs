using MassTransit;
using MassTransit.Transports;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Health;

/// <summary>
/// Ends the service when MassTransit has given up on the broker: an endpoint is without it and makes no attempt any more, though
/// the broker answers others (https://github.com/MassTransit/MassTransit/issues/5942). <see cref="LostChannelFilter"/> does away
/// with the one reason that is known. Whoever started the service starts it again, and loses nothing: what was not acknowledged is
/// delivered again.
/// </summary>
internal sealed class BrokerWatchdog(IBusControl bus, EndpointFaults faults, BrokerConnector connector, TimeProvider timeProvider,
    IOptions<MessagingOptions> options, ILogger<BrokerWatchdog> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly DateTimeOffset _started = timeProvider.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (FindSilent() is { } endpoint && await AnswersAsync(stoppingToken))
                    throw new BrokerGivenUpException(endpoint, options.Value.ReconnectTimeout);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private string? FindSilent()
    {
        var before = timeProvider.GetUtcNow() - options.Value.ReconnectTimeout;
        return bus.CheckHealth().Endpoints.Values
            .Where(endpoint => endpoint.Status == BusHealthStatus.Unhealthy
                && (faults.LastAttempt(endpoint.InputAddress) ?? _started) < before)
            .Select(endpoint => endpoint.InputAddress.GetEndpointName()).FirstOrDefault();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Interval);
        try
        {
            await using var connection = await connector.ConnectAsync("watchdog", limit.Token);
            return connection.IsOpen;
        }
        catch (Exception exception)
        {
            logger.BrokerDoesNotAnswer(exception);
            return false;
        }
    }
}
