using System.Data;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Delivers in passes: each claims outboxes, sends their messages and deletes what the broker confirmed.</summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class OutboxDelivery<TDbContext>(IServiceProvider services, IBus bus, OutboxHandover<TDbContext> handover,
    OutboxDeliveryState<TDbContext> state, EntityFrameworkOutboxOptions<TDbContext> options, TimeProvider timeProvider, ILogger logger)
    where TDbContext : DbContext
{
    /// <summary>One pass sends at most so many, that claims are held for moments (measured best: 100 to 500).</summary>
    public const int MessagesPerPass = 250;

    // While one pass waits for the broker's confirms, others claim and send (measured: more gain nothing on two cores).
    private const int PassesAtOnce = 3;

    private readonly OutboxDeliveryServiceOptions _options = options.Delivery;
    private readonly ILockStatementProvider _provider = options.LockStatementProvider;
    private readonly OutboxSender _sender = new(bus, options.Delivery.MessageDeliveryTimeout, timeProvider);

    // Where a claim locks nothing, the two loops would send the same: one at a time takes this turn.
    private readonly Channel<bool> _turn = Channel.CreateBounded<bool>(1);

    // The sequence number behind which the next run over the tables begins.
    private long _front;

    /// <summary>Logs that delivery as a whole fails, once until something goes again.</summary>
    public void Interrupted(Exception exception)
    {
        if (state.Interrupt(exception))
            logger.DeliveryInterrupted(exception, typeof(TDbContext).Name);
    }

    /// <summary>Notes that a run over the tables ended well, so that no old trouble is shown.</summary>
    public void Swept() => state.End();

    /// <summary>
    /// Delivers what the tables hold until a pass finds no more, or until the next poll is due, which begins at the front again.
    /// False when a pass had messages and none went.
    /// </summary>
    /// <param name="cancellationToken">Ends it between two messages.</param>
    public async Task<bool> DeliverStoredAsync(CancellationToken cancellationToken)
    {
        if (!await IsAnyStoredAsync(cancellationToken))
        {
            state.Rest();
            return true;
        }

        // The first alone: what it leaves is a backlog, of which claims that lock give each pass its share.
        var first = await DeliverStoredOnceAsync(_front, cancellationToken);
        if (!first.HasMore)
            return EndWith(first);

        var passes = Enumerable.Range(0, _provider.ClaimsLockRows ? PassesAtOnce : 1)
            .Select(_ => DeliverBacklogAsync(cancellationToken));
        return EndWith(await Task.WhenAll(passes));
    }

    // After a pass of which nothing went, the next run begins behind it, so that unsendable messages do not hide the others. Otherwise
    // the next run begins at the front.
    private bool EndWith(params ReadOnlySpan<StoredPass> passes)
    {
        _front = 0;
        var well = true;
        foreach (var pass in passes)
        {
            if (!pass.WentWell)
                (well, _front) = (false, Math.Max(_front, pass.After));
        }

        return well;
    }

    /// <summary>Delivers what was handed over; false when none of it went.</summary>
    public async Task<bool> DeliverAsync(IReadOnlyList<IReadOnlyList<OutboxMessage>> outboxes, CancellationToken cancellationToken)
    {
        var well = true;
        await InPassAsync(async store =>
        {
            var messages = await store.ClaimAsync(outboxes, cancellationToken);
            if (messages.Count > 0)
                well = await SendAsync(store, messages, waitsForAll: false, cancellationToken);
        }, cancellationToken);
        return well;
    }

    // Each pass begins where the one before ended: a claim reads the rows deleted before that as if they were there, until
    // they are vacuumed. The next run begins at the front again: numbers are not committed in their order.
    private async Task<StoredPass> DeliverBacklogAsync(CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        var pass = new StoredPass(WentWell: true, HasMore: true, After: 0);
        while (pass.HasMore)
        {
            if (timeProvider.GetElapsedTime(start) > _options.QueryDelay)
            {
                handover.AddStored();
                break;
            }

            pass = await DeliverStoredOnceAsync(pass.After, cancellationToken);
        }

        return pass;
    }

    private async Task<StoredPass> DeliverStoredOnceAsync(long after, CancellationToken cancellationToken)
    {
        var pass = new StoredPass(WentWell: true, HasMore: false, after);
        await InPassAsync(async store =>
        {
            var claimed = await store.ClaimAsync(options.DeliversBusOutbox, after, [.. state.Backoff.Waiting(), .. handover.Waiting()],
                _options.QueryMessageLimit, cancellationToken);
            if (claimed.Count == 0)
                return;

            var messages = await store.LoadAsync(claimed, _options.MessageDeliveryLimit, MessagesPerPass, cancellationToken);
            var wentWell = await SendAsync(store, messages, waitsForAll: true, cancellationToken);
            pass = new StoredPass(wentWell, wentWell && MayHaveMore(claimed.Count, messages.Count), EndOf(claimed, messages));
        }, cancellationToken);
        return pass;
    }

    private async Task InPassAsync(Func<OutboxStore, Task> pass, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var dbContext = await OpenAsync(scope, cancellationToken);
        if (_provider.ClaimsLockRows)
        {
            await using var claim = await dbContext.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            await pass(new OutboxStore(dbContext, _provider));
            return;
        }

        await _turn.Writer.WriteAsync(true, cancellationToken);
        try
        {
            await pass(new OutboxStore(dbContext, _provider));
        }
        finally
        {
            _turn.Reader.TryRead(out _);
        }
    }

    /// <summary>Sends the messages and deletes those that went; false when none of them went.</summary>
    private async Task<bool> SendAsync(OutboxStore store, IReadOnlyList<OutboxMessage> messages, bool waitsForAll,
        CancellationToken cancellationToken)
    {
        var result = await _sender.SendAsync(messages, waitsForAll, cancellationToken);

        // Past this point the broker has the messages: finishing is quicker than sending all of them again.
        await store.CompleteAsync(result.Done, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested(); // what did not go before the host stops has not failed
        var nothingWent = result.Failed.Count > 0 && result.Done.Count == 0;
        Report(result, nothingWent);
        return !nothingWent;
    }

    private bool MayHaveMore(int claimed, int loaded) =>
        claimed >= _options.QueryMessageLimit || loaded >= Math.Min(MessagesPerPass, _options.MessageDeliveryLimit);

    // What a pass leaves of its claims, because of either limit, comes after it.
    private long EndOf(List<long> claimed, List<OutboxMessage> messages)
    {
        var cut = messages.GroupBy(OutboxKey.Of).Where(outbox => outbox.Count() >= _options.MessageDeliveryLimit)
            .Select(outbox => outbox.Max(message => message.SequenceNumber));
        if (messages.Count >= MessagesPerPass)
            cut = cut.Append(messages[^1].SequenceNumber);
        return cut.Append(claimed[^1]).Min();
    }

    // Many messages and none went: the broker. One among others: that message. Each is logged once.
    private void Report(OutboxSendResult result, bool nothingWent)
    {
        OutboxMetrics.Record<TDbContext>(result);

        var isInterrupted = nothingWent && result.Failed.Count > 1;
        var toLog = state.Backoff.Record(result, isInterrupted);
        if (isInterrupted)
            Interrupted(result.Failed[0].Reason);
        else if (result.Done.Count > 0)
            state.Resume();

        foreach (var (message, reason) in toLog)
            logger.MessageNotDelivered(reason, message.MessageId, message.SequenceNumber, message.DestinationAddress);
    }

    private async Task<bool> IsAnyStoredAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        return await new OutboxStore(await OpenAsync(scope, cancellationToken), _provider).IsAnyStoredAsync(cancellationToken);
    }

    private async Task<TDbContext> OpenAsync(AsyncServiceScope scope, CancellationToken cancellationToken)
    {
        var dbContext = scope.ServiceProvider.GetRequiredService<TDbContext>();
        dbContext.Database.SetCommandTimeout(_options.QueryTimeout);
        await dbContext.Database.OpenConnectionAsync(cancellationToken);
        return dbContext;
    }

    /// <summary>What a pass over the tables says to the next.</summary>
    /// <param name="WentWell">False when it had messages and none went.</param>
    /// <param name="HasMore">Whether it reached a limit.</param>
    /// <param name="After">The sequence number up to which nothing is left but what others claimed, failed or was handed over.</param>
    private readonly record struct StoredPass(bool WentWell, bool HasMore, long After);
}
