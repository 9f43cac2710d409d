using System.Data.Common;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Runs a consumer in one transaction with its inbox entry and its outgoing messages: begin and enter the inbox, consume,
/// save, commit, then ack. Delivery follows from <see cref="BusOutboxDeliveryService{TDbContext}"/>.
/// </summary>
/// <remarks>
/// Exactness under concurrent duplicates rests on the unique key of the inbox: the second copy waits in
/// <c>INSERT … ON CONFLICT DO NOTHING</c> for the first one's transaction and then sees either a duplicate (committed) or
/// its own new row (rolled back).
/// </remarks>
/// <typeparam name="TDbContext">The DbContext that the consumer writes to.</typeparam>
/// <param name="dbContext">The scope's DbContext.</param>
/// <param name="provider">The scope.</param>
/// <param name="outboxOptions">Engine and isolation.</param>
/// <param name="timeProvider">The clock of the rows' times.</param>
public sealed class EntityFrameworkOutboxContextFactory<TDbContext>(TDbContext dbContext, IServiceProvider provider,
    IOptions<EntityFrameworkOutboxOptions<TDbContext>> outboxOptions, TimeProvider timeProvider) :
    IOutboxContextFactory<TDbContext>
    where TDbContext : DbContext
{
    // Serialization failure and deadlock (https://www.postgresql.org/docs/current/errcodes-appendix.html): nothing has run
    // yet when entering the inbox meets them, so that trying again at once is free of effects.
    private static readonly string[] TryAgainStates = ["40001", "40P01"];

    private const int EnterAttempts = 5;

    /// <inheritdoc />
    public async Task Send<T>(ConsumeContext<T> context, OutboxConsumeOptions options,
        IPipe<OutboxConsumeContext<T>> next)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(next);

        var messageId = context.GetOriginalMessageId()
            ?? throw new MessageException(typeof(T), "The message has no MessageId, which the inbox tells duplicates by");

        var strategy = dbContext.Database.CreateExecutionStrategy();
        if (strategy.RetriesOnFailure)
            await strategy.ExecuteAsync(() => ConsumeAsync(context, messageId, options, next));
        else
            await ConsumeAsync(context, messageId, options, next);
    }

    /// <inheritdoc />
    public void Probe(ProbeContext context)
    {
        var scope = context.CreateFilterScope("outboxContextFactory");
        scope.Add("provider", "entityFrameworkCore");
        scope.Add("dbContext", typeof(TDbContext).Name);
    }

    private async Task ConsumeAsync<T>(ConsumeContext<T> context, Guid messageId, OutboxConsumeOptions options,
        IPipe<OutboxConsumeContext<T>> next)
        where T : class
    {
        var key = new InboxKey(messageId, options.ConsumerId);
        try
        {
            var isEntered = await EnterInboxAsync(context, key);

            var outboxContext = new DbContextOutboxConsumeContext<TDbContext, T>(context, options, provider,
                dbContext, key, isEntered, outboxOptions.Value.LockStatementProvider.CommitsInBatch, timeProvider);

            // Not consumed: runs the consumer, saves and commits. Consumed, now or by an earlier copy: tells the observers.
            await next.Send(outboxContext);
            if (outboxContext.ContinueProcessing)
                await next.Send(outboxContext);
        }
        catch
        {
            // A retry in the same scope must not save what the failed attempt left in the change tracker.
            dbContext.ChangeTracker.Clear();
            throw;
        }
        finally
        {
            // Rolls back what was not committed: a failed consumer leaves no inbox row behind.
            if (dbContext.Database.CurrentTransaction is { } transaction)
                await transaction.DisposeAsync();
        }
    }

    private async Task<bool> EnterInboxAsync<T>(ConsumeContext<T> context, InboxKey key)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await dbContext.Database.BeginTransactionAsync(outboxOptions.Value.IsolationLevel, context.CancellationToken);
                return await EnterInboxAsync(key, context.ExpirationTime, context.CancellationToken);
            }
            catch (DbException exception) when (attempt < EnterAttempts && TryAgainStates.Contains(exception.SqlState))
            {
                if (dbContext.Database.CurrentTransaction is { } transaction)
                    await transaction.DisposeAsync();
            }
        }
    }

    private async Task<bool> EnterInboxAsync(InboxKey key, DateTime? expires, CancellationToken cancellationToken)
    {
        var statements = outboxOptions.Value.LockStatementProvider.GetStatements(dbContext);
        var now = timeProvider.GetUtcNow().UtcDateTime;

        await using var enter = dbContext.CreateCommand(statements.EnterInbox, ("@messageId", key.MessageId),
            ("@consumerId", key.ConsumerId), ("@lockId", Guid.Empty), ("@now", now), ("@expires", expires));
        if (await enter.ExecuteScalarAsync(cancellationToken) is not null)
            return true;

        await using var findUnconsumed = dbContext.CreateCommand(statements.LockInbox,
            ("@messageId", key.MessageId), ("@consumerId", key.ConsumerId));
        if (await findUnconsumed.ExecuteScalarAsync(cancellationToken) is not long left)
            return false;

        await using var consume = dbContext.CreateCommand(statements.ConsumeInbox, ("@id", left), ("@now", now));
        await consume.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }
}
