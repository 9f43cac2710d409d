using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Delivers stored messages to the broker: woken by commits of this process, and by a poll for what other processes left.
/// Every replica runs it; row locks share the outboxes. At least once: a crash between confirm and commit sends again,
/// with the same MessageId.
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
    private readonly OutboxSignal<TDbContext> _signal;
    private readonly OutboxSender _sender;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly OutboxDeliveryServiceOptions _options;
    private readonly ILockStatementProvider _provider;
    private readonly OutboxSource[] _sources;

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
        _signal = services.GetRequiredService<OutboxSignal<TDbContext>>();
        _timeProvider = timeProvider;
        _logger = logger;
        _options = options.Value.Delivery;
        _provider = options.Value.LockStatementProvider;
        _sender = new OutboxSender(_bus, _options.MessageDeliveryTimeout, timeProvider);

        var consumerOutbox = new ConsumerOutboxSource(_provider, timeProvider);
        _sources = options.Value.DeliversBusOutbox
            ? [new BusOutboxSource(_provider, timeProvider), consumerOutbox]
            : [consumerOutbox];
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
                    await _signal.WaitAsync(_options.QueryDelay, stoppingToken);
                    continue;
                }

                // A commit may end the pause (its message may be a good one), but not before the shortest: no busy loop.
                await Task.Delay(ShortestPause, _timeProvider, stoppingToken);
                await _signal.WaitAsync(ExponentialBackoff.Delay(failures, ShortestPause, LongestPause), stoppingToken);
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
        var allWell = true;
        foreach (var source in _sources)
        {
            bool more;
            do
            {
                (var well, more) = await DeliverAsync(source, failures, cancellationToken);
                allWell &= well;
            }
            while (more);
        }

        return allWell;
    }

    private async Task<(bool Well, bool More)> DeliverAsync(OutboxSource source, int failures, CancellationToken cancellationToken)
    {
        await using var scope = _services.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<TDbContext>();
        dbContext.Database.SetCommandTimeout(_options.QueryTimeout);
        var statements = _provider.GetStatements(dbContext);

        await dbContext.Database.OpenConnectionAsync(cancellationToken);
        await using var claim = _provider.ClaimsLockRows
            ? await dbContext.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken)
            : null;

        var claimed = await source.ClaimAsync(dbContext, statements, _options.QueryMessageLimit, cancellationToken);
        if (claimed == 0)
            return (Well: true, More: false);

        var messages = await source.LoadAsync(dbContext, statements, _options.MessageDeliveryLimit, MessagesPerPass,
            cancellationToken);
        var result = await _sender.SendAsync(messages, cancellationToken);

        // Past this point the broker has the messages: finishing is quicker than sending all of them again.
        await using var completion = claim
            ?? await dbContext.Database.BeginTransactionAsync(IsolationLevel.Unspecified, CancellationToken.None);
        await source.CompleteAsync(dbContext, statements, result, CancellationToken.None);
        await completion.CommitAsync(CancellationToken.None);

        var nothingWent = result.Failed.Count > 0 && result.Sent.Count == 0;
        Report(result, nothingWent, failures);
        return (!nothingWent, More: !nothingWent && MayHaveMore(claimed, messages.Count));
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
