using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Delivers stored messages to the broker: what this process has committed is handed to it, and a poll finds what other
/// processes left. Every replica runs it; row locks share the outboxes. At least once: a crash between confirm and commit
/// sends again, with the same MessageId.
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

    private long? _lastPoll;

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
        _delivery = new OutboxDelivery<TDbContext>(services, _bus, _handover, options.Value, timeProvider, logger);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogContext.ConfigureCurrentLogContextIfNull(_services);
        var failures = 0;

        try
        {
            await WaitForBusAsync(stoppingToken);
            while (true)
            {
                failures = await TryDeliverAsync(failures, stoppingToken);
                if (failures == 0)
                {
                    await _handover.WaitAsync(UntilPoll(), stoppingToken);
                    continue;
                }

                // A commit may end the pause (its message may be a good one), but not before the shortest: no busy loop.
                await Task.Delay(ShortestPause, _timeProvider, stoppingToken);
                await _handover.WaitAsync(ExponentialBackoff.Delay(failures, ShortestPause, LongestPause), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is stored is delivered by another replica or after the next start.
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

    private async Task<int> TryDeliverAsync(int failures, CancellationToken stoppingToken)
    {
        try
        {
            if (await DeliverAllAsync(failures, stoppingToken))
                return 0;
        }
#pragma warning disable CA1031 // whatever fails here (database, broker), messages stay stored and the loop goes on
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (failures == 0)
                _logger.DeliveryInterrupted(exception, typeof(TDbContext).Name);
        }

        return failures + 1;
    }

    /// <summary>Delivers until there is no more; false when a pass had messages and none of them went.</summary>
    private async Task<bool> DeliverAllAsync(int failures, CancellationToken cancellationToken)
    {
        var well = true;
        var mustPoll = failures > 0;
        while (true)
        {
            // Also between what is handed over, which may never end: the tables may hold messages of other processes.
            if (mustPoll || UntilPoll() == TimeSpan.Zero)
            {
                well &= await _delivery.DeliverStoredAsync(failures, cancellationToken);
                _lastPoll = _timeProvider.GetTimestamp();
                mustPoll = false;
            }

            if (_handover.TryTake(OutboxDelivery<TDbContext>.MessagesPerPass, out var outboxes))
            {
                if (!await _delivery.DeliverAsync(outboxes, failures, cancellationToken))
                    return false;
            }
            else if (_handover.TakeIsMoreStored())
            {
                mustPoll = true;
            }
            else
            {
                return well;
            }
        }
    }

    private TimeSpan UntilPoll()
    {
        if (_lastPoll is not { } last)
            return TimeSpan.Zero;

        var left = _queryDelay - _timeProvider.GetElapsedTime(last);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
