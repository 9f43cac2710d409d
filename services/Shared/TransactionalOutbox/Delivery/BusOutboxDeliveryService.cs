using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Delivers stored messages to the broker. One loop delivers the messages that this process has committed and hands over, the other
/// sweeps the tables for the rest. Every replica runs it; row locks share the outboxes. At least once: a crash between confirm and
/// commit sends again, with the same MessageId.
/// </summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
public sealed class BusOutboxDeliveryService<TDbContext> : BackgroundService
    where TDbContext : DbContext
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly IServiceProvider _services;
    private readonly IBusControl _bus;
    private readonly OutboxHandover<TDbContext> _handover;
    private readonly OutboxDelivery<TDbContext> _delivery;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly TimeSpan _queryDelay;

    /// <summary>Made by the container.</summary>
    /// <param name="services">The root provider.</param>
    /// <param name="options">Settings.</param>
    /// <param name="timeProvider">The clock of back-off and polling.</param>
    /// <param name="logger">The logger.</param>
    public BusOutboxDeliveryService(IServiceProvider services, IOptions<EntityFrameworkOutboxOptions<TDbContext>> options,
        TimeProvider timeProvider, ILogger<BusOutboxDeliveryService<TDbContext>> logger)
    {
        ArgumentNullException.ThrowIfNull(options);

        _services = services;
        _bus = services.GetRequiredService<IBusControl>();
        _handover = services.GetRequiredService<OutboxHandover<TDbContext>>();
        _timeProvider = timeProvider;
        _logger = logger;
        _queryDelay = options.Value.Delivery.QueryDelay;
        _delivery = new OutboxDelivery<TDbContext>(services, _bus, _handover,
            services.GetRequiredService<OutboxDeliveryState<TDbContext>>(), options.Value, timeProvider, logger);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogContext.ConfigureCurrentLogContextIfNull(_services);
        try
        {
            await WaitForBusAsync(stoppingToken);
            await Task.WhenAll(DeliverHandedOverAsync(stoppingToken), SweepAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is stored is delivered by another replica or after the next start.
        }
    }

    // A loop of its own, so that neither a backlog nor a failing poll holds up fresh messages.
    private async Task DeliverHandedOverAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var outboxes = await _handover.TakeAsync(OutboxDelivery<TDbContext>.MessagesPerPass, stoppingToken);
            if (await TryAsync(() => _delivery.DeliverAsync(outboxes, stoppingToken), stoppingToken))
                continue;

            _handover.AddStored();
            await Task.Delay(ShortestPause, _timeProvider, stoppingToken);
        }
    }

    // Finds the messages that other processes left, that did not fit into the handover, or that could not be sent at once.
    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (true)
        {
            if (await TryAsync(() => _delivery.DeliverStoredAsync(stoppingToken), stoppingToken))
            {
                failures = 0;
                _delivery.Swept();
                await _handover.WaitForStoredAsync(_queryDelay, stoppingToken);
                continue;
            }

            // A new message may end the pause, but not before the shortest: no busy loop.
            failures++;
            await Task.Delay(ShortestPause, _timeProvider, stoppingToken);
            await _handover.WaitForStoredAsync(ExponentialBackoff.Delay(failures, ShortestPause, LongestPause), stoppingToken);
        }
    }

    // A message published before the consumers' queues are bound would reach none of them. Bounded: an endpoint that never
    // becomes healthy must not hold up the messages for all others.
    private async Task WaitForBusAsync(CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(StartTimeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
        try
        {
            await _bus.WaitForHealthStatus(BusHealthStatus.Healthy, either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            _logger.BusNotHealthy(StartTimeout);
        }
    }

    private async Task<bool> TryAsync(Func<Task<bool>> deliver, CancellationToken stoppingToken)
    {
        try
        {
            return await deliver();
        }
#pragma warning disable CA1031 // whatever fails here (database, broker), messages stay stored and the loop goes on
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _delivery.Interrupted(exception);
            return false;
        }
    }
}
