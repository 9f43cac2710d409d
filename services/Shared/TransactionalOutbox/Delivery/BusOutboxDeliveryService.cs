using System.Data;
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
    // One pass sends at most this many messages, so that claims are held for moments (measured best: 100 to 500).
    private const int MessagesPerPass = 250;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly IServiceProvider _services;
    private readonly IBusControl _bus;
    private readonly OutboxHandover<TDbContext> _handover;
    private readonly OutboxSender _sender;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly OutboxDeliveryServiceOptions _options;
    private readonly ILockStatementProvider _provider;
    private readonly OutboxBackoff _backoff;
    private readonly bool _deliversBusOutbox;

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
        _options = options.Value.Delivery;
        _provider = options.Value.LockStatementProvider;
        _sender = new OutboxSender(_bus, _options.MessageDeliveryTimeout, timeProvider);
        _backoff = new OutboxBackoff(timeProvider);
        _deliversBusOutbox = options.Value.DeliversBusOutbox;
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

    /// <summary>Delivers until a pass finds no more; false when a pass had messages and none of them went.</summary>
    private async Task<bool> DeliverAllAsync(int failures, CancellationToken cancellationToken)
    {
        while (_handover.TryTake(MessagesPerPass, out var outboxes))
        {
            if (!await DeliverAsync(outboxes, failures, cancellationToken))
                return false;
        }

        if (UntilPoll() > TimeSpan.Zero && !_handover.TakeIsMoreStored() && failures == 0)
            return true;

        bool well, more;
        do
            (well, more) = await DeliverStoredAsync(failures, cancellationToken);
        while (more);

        _lastPoll = _timeProvider.GetTimestamp();
        return well;
    }

    private TimeSpan UntilPoll()
    {
        if (_lastPoll is not { } last)
            return TimeSpan.Zero;

        var left = _options.QueryDelay - _timeProvider.GetElapsedTime(last);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task<bool> DeliverAsync(IReadOnlyList<IReadOnlyList<OutboxMessage>> outboxes, int failures,
        CancellationToken cancellationToken)
    {
        var well = true;
        await InPassAsync(async store =>
        {
            var messages = await store.ClaimAsync(outboxes, cancellationToken);
            if (messages.Count > 0)
                well = await SendAsync(store, messages, failures, cancellationToken);
        }, cancellationToken);
        return well;
    }

    private async Task<(bool Well, bool More)> DeliverStoredAsync(int failures, CancellationToken cancellationToken)
    {
        var (well, more) = (true, false);
        await InPassAsync(async store =>
        {
            var claimed = await store.ClaimAsync(_deliversBusOutbox, _backoff.Waiting(), _options.QueryMessageLimit, cancellationToken);
            if (claimed.Count == 0)
                return;

            var messages = await store.LoadAsync(claimed, _options.MessageDeliveryLimit, MessagesPerPass, cancellationToken);
            well = await SendAsync(store, messages, failures, cancellationToken);
            more = well && MayHaveMore(claimed.Count, messages.Count);
        }, cancellationToken);
        return (well, more);
    }

    private async Task InPassAsync(Func<OutboxStore, Task> pass, CancellationToken cancellationToken)
    {
        await using var scope = _services.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<TDbContext>();
        dbContext.Database.SetCommandTimeout(_options.QueryTimeout);

        await dbContext.Database.OpenConnectionAsync(cancellationToken);
        await using var claim = _provider.ClaimsLockRows
            ? await dbContext.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken)
            : null;
        await pass(new OutboxStore(dbContext, _provider));
    }

    /// <summary>Sends the messages and deletes those that went; false when none of them went.</summary>
    private async Task<bool> SendAsync(OutboxStore store, IReadOnlyList<OutboxMessage> messages, int failures,
        CancellationToken cancellationToken)
    {
        var result = await _sender.SendAsync(messages, cancellationToken);

        // Past this point the broker has the messages: finishing is quicker than sending all of them again.
        await store.CompleteAsync(result.Sent, CancellationToken.None);
        _backoff.Record(result);

        var nothingWent = result.Failed.Count > 0 && result.Sent.Count == 0;
        Report(result, nothingWent, failures);
        return !nothingWent;
    }

    private bool MayHaveMore(int claimed, int loaded) =>
        claimed >= _options.QueryMessageLimit || loaded >= Math.Min(MessagesPerPass, _options.MessageDeliveryLimit);

    // Many messages and none went: the broker, said once. One among others: that message, said each time.
    private void Report(OutboxSendResult result, bool nothingWent, int failures)
    {
        OutboxMetrics.Delivered<TDbContext>(result.Sent.Count, result.Failed.Count);

        if (nothingWent && result.Failed.Count > 1)
        {
            if (failures == 0)
                _logger.DeliveryInterrupted(result.Failed[0].Reason, typeof(TDbContext).Name);
            return;
        }

        foreach (var (message, reason) in result.Failed)
            _logger.MessageNotDelivered(reason, message.MessageId, message.SequenceNumber, message.DestinationAddress);
    }
}
