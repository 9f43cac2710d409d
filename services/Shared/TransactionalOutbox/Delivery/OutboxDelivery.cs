using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Delivers in passes: each claims outboxes, sends their messages and deletes what the broker confirmed.</summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class OutboxDelivery<TDbContext>(IServiceProvider services, IBus bus, OutboxHandover<TDbContext> handover,
    EntityFrameworkOutboxOptions<TDbContext> options, TimeProvider timeProvider, ILogger logger)
    where TDbContext : DbContext
{
    /// <summary>One pass sends at most so many, that claims are held for moments (measured best: 100 to 500).</summary>
    public const int MessagesPerPass = 250;

    // While one pass waits for the broker's confirms, others claim and send (measured: more gain nothing on two cores).
    private const int PassesAtOnce = 3;

    private readonly OutboxDeliveryServiceOptions _options = options.Delivery;
    private readonly ILockStatementProvider _provider = options.LockStatementProvider;
    private readonly OutboxSender _sender = new(bus, options.Delivery.MessageDeliveryTimeout, timeProvider);
    private readonly OutboxBackoff _backoff = new(timeProvider);

    /// <summary>
    /// Delivers what the tables hold until a pass finds no more, or until the next poll is due: what was handed over meanwhile
    /// has its turn then. False when a pass had messages and none went.
    /// </summary>
    /// <param name="failures">How often delivery failed in a row; what was logged before is not logged again.</param>
    /// <param name="cancellationToken">Ends it between two messages.</param>
    public async Task<bool> DeliverStoredAsync(int failures, CancellationToken cancellationToken)
    {
        if (!await IsAnyStoredAsync(cancellationToken))
            return true;

        // The first alone: what it leaves is a backlog, of which claims that lock give each pass its share.
        var first = await DeliverStoredOnceAsync(after: 0, failures, cancellationToken);
        if (!first.HasMore)
            return first.WentWell;

        var passes = Enumerable.Range(0, _provider.ClaimsLockRows ? PassesAtOnce : 1)
            .Select(_ => DeliverBacklogAsync(failures, cancellationToken));
        return (await Task.WhenAll(passes)).All(passedWell => passedWell);
    }

    /// <summary>Delivers what was handed over; false when none of it went.</summary>
    public async Task<bool> DeliverAsync(IReadOnlyList<IReadOnlyList<OutboxMessage>> outboxes, int failures,
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

    // Each pass begins where the one before ended: a claim reads the rows deleted before that as if they were there, until
    // they are vacuumed. The next run begins at the front again: numbers are not committed in their order.
    private async Task<bool> DeliverBacklogAsync(int failures, CancellationToken cancellationToken)
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

            pass = await DeliverStoredOnceAsync(pass.After, failures, cancellationToken);
        }

        return pass.WentWell;
    }

    private async Task<StoredPass> DeliverStoredOnceAsync(long after, int failures, CancellationToken cancellationToken)
    {
        var pass = new StoredPass(WentWell: true, HasMore: false, after);
        await InPassAsync(async store =>
        {
            var claimed = await store.ClaimAsync(options.DeliversBusOutbox, after, [.. _backoff.Waiting(), .. handover.Waiting()],
                _options.QueryMessageLimit, cancellationToken);
            if (claimed.Count == 0)
                return;

            var messages = await store.LoadAsync(claimed, _options.MessageDeliveryLimit, MessagesPerPass, cancellationToken);
            var wentWell = await SendAsync(store, messages, failures, cancellationToken);
            pass = new StoredPass(wentWell, wentWell && MayHaveMore(claimed.Count, messages.Count), EndOf(claimed, messages));
        }, cancellationToken);
        return pass;
    }

    private async Task InPassAsync(Func<OutboxStore, Task> pass, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
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
        cancellationToken.ThrowIfCancellationRequested(); // what did not go before the host stops has not failed
        _backoff.Record(result);

        var nothingWent = result.Failed.Count > 0 && result.Sent.Count == 0;
        Report(result, nothingWent, failures);
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

    // Many messages and none went: the broker, said once. One among others: that message, said each time.
    private void Report(OutboxSendResult result, bool nothingWent, int failures)
    {
        OutboxMetrics.Delivered<TDbContext>(result.Sent.Count, result.Failed.Count);

        if (nothingWent && result.Failed.Count > 1)
        {
            if (failures == 0)
                logger.DeliveryInterrupted(result.Failed[0].Reason, typeof(TDbContext).Name);
            return;
        }

        foreach (var (message, reason) in result.Failed)
            logger.MessageNotDelivered(reason, message.MessageId, message.SequenceNumber, message.DestinationAddress);
    }

    // One statement and no transaction: all that a service at rest costs its database.
    private async Task<bool> IsAnyStoredAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<TDbContext>();
        dbContext.Database.SetCommandTimeout(_options.QueryTimeout);
        return await dbContext.Set<OutboxMessage>().AnyAsync(cancellationToken);
    }

    /// <summary>What a pass over the tables says to the next.</summary>
    /// <param name="WentWell">False when it had messages and none went.</param>
    /// <param name="HasMore">Whether it reached a limit.</param>
    /// <param name="After">The sequence number up to which nothing is left but what others claimed, failed or was handed over.</param>
    private readonly record struct StoredPass(bool WentWell, bool HasMore, long After);
}
