using System.Data.Common;
using MassTransit.Batching;
using MassTransit.Context;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Runs a consumer in one transaction with its inbox entry and its outgoing messages: begin and enter the inbox, consume,
/// save, commit, then ack. Delivery follows from <see cref="BusOutboxDeliveryService{TDbContext}"/>. A batch runs in one
/// transaction with an inbox entry for each of its messages; the duplicates among them are left out of it.
/// </summary>
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

    private readonly InboxStore _inbox = new(dbContext, outboxOptions.Value.LockStatementProvider, timeProvider);

    /// <inheritdoc />
    public async Task Send<T>(ConsumeContext<T> context, OutboxConsumeOptions options,
        IPipe<OutboxConsumeContext<T>> next)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(next);

        if (BatchSend<TDbContext, T>.Instance is { } sendBatch)
            await sendBatch(this, context, options, next);
        else
            await SendAsync(next, () => EnterAsync(context, options), context.CancellationToken);
    }

    internal async Task SendBatchAsync<T>(ConsumeContext<Batch<T>> context, OutboxConsumeOptions options,
        IPipe<OutboxConsumeContext<Batch<T>>> next)
        where T : class
    {
        try
        {
            await SendAsync(next, () => EnterBatchAsync(context, options), context.CancellationToken);
        }
        catch (Exception exception) when (context.Message.Length > 1 && !context.CancellationToken.IsCancellationRequested)
        {
            throw new BatchFailedException(context.Message.Length, exception);
        }
    }

    /// <inheritdoc />
    public void Probe(ProbeContext context)
    {
        var scope = context.CreateFilterScope("outboxContextFactory");
        scope.Add("provider", "entityFrameworkCore");
        scope.Add("dbContext", typeof(TDbContext).Name);
    }

    private async Task SendAsync<T>(IPipe<OutboxConsumeContext<T>> next, Func<Task<DbContextOutboxConsumeContext<T>>> enter,
        CancellationToken cancellationToken)
        where T : class
    {
        var strategy = dbContext.Database.CreateExecutionStrategy();
        if (strategy.RetriesOnFailure)
            await strategy.ExecuteAsync(() => ConsumeAsync(next, enter, cancellationToken));
        else
            await ConsumeAsync(next, enter, cancellationToken);
    }

    private async Task ConsumeAsync<T>(IPipe<OutboxConsumeContext<T>> next, Func<Task<DbContextOutboxConsumeContext<T>>> enter,
        CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var context = await BeginAsync(enter, cancellationToken);

            // Not consumed: runs the consumer, saves and commits. Consumed, now or by an earlier copy: tells the observers.
            await next.Send(context);
            if (context.ContinueProcessing)
                await next.Send(context);
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

    private async Task<T> BeginAsync<T>(Func<Task<T>> enter, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await dbContext.Database.BeginTransactionAsync(outboxOptions.Value.IsolationLevel, cancellationToken);
                return await enter();
            }
            catch (DbException exception) when (attempt < EnterAttempts && TryAgainStates.Contains(exception.SqlState))
            {
                if (dbContext.Database.CurrentTransaction is { } transaction)
                    await transaction.DisposeAsync();
            }
        }
    }

    // A retry inside of the outbox must not find what the failed attempt left.
    private async Task<bool> BeginAgainAsync(OutgoingMessages<TDbContext> outgoing, Func<Task<bool>> enter, CancellationToken cancellationToken)
    {
        dbContext.ChangeTracker.Clear();
        outgoing.Clear();
        if (dbContext.Database.CurrentTransaction is { } transaction)
            await transaction.DisposeAsync();
        return await BeginAsync(enter, cancellationToken);
    }

    private async Task<DbContextOutboxConsumeContext<T>> EnterAsync<T>(ConsumeContext<T> context, OutboxConsumeOptions options)
        where T : class
    {
        var key = new InboxKey(MessageIdOf(context), options.ConsumerId);
        var outgoing = NewOutgoing();
        return new DbContextOutboxConsumeContext<T>(context, options, provider, outgoing, key, await EnterAsync(),
            () => BeginAgainAsync(outgoing, EnterAsync, context.CancellationToken));

        Task<bool> EnterAsync() => _inbox.EnterAsync(key, context.ExpirationTime, context.CancellationToken);
    }

    private async Task<DbContextOutboxConsumeContext<Batch<T>>> EnterBatchAsync<T>(ConsumeContext<Batch<T>> context,
        OutboxConsumeOptions options)
        where T : class
    {
        var batch = context.Message;
        var messages = batch.DistinctBy(MessageIdOf).ToList();
        var entered = await EnterAsync();

        // What the consumer sends through one of its messages, or else through the batch, commits with all of them.
        var outgoing = NewOutgoing();
        var inside = messages.Where(x => entered.Contains(MessageIdOf(x))).Select(ConsumeContext<T> (x) =>
            new DbContextOutboxConsumeContext<T>(x, options, provider, outgoing, KeyOf(x), isEntered: true, AreAsBeforeAsync)).ToList();
        var insideBatch = new BatchConsumeContext<T>(context,
            new MessageBatch<T>(batch.FirstMessageReceived, batch.LastMessageReceived, batch.Mode, inside));
        return new DbContextOutboxConsumeContext<Batch<T>>(insideBatch, options, provider, outgoing,
            inside.Count > 0 ? KeyOf(inside[0]) : default, isEntered: inside.Count > 0,
            () => BeginAgainAsync(outgoing, AreAsBeforeAsync, context.CancellationToken));

        Task<IReadOnlySet<Guid>> EnterAsync() => _inbox.EnterAsync(options.ConsumerId,
            [.. messages.Select(x => (MessageIdOf(x), x.ExpirationTime))], context.CancellationToken);

        // The consumer has its batch already.
        async Task<bool> AreAsBeforeAsync() => (await EnterAsync()).SetEquals(entered)
            ? true
            : throw new InvalidOperationException("Copies of messages of this batch were consumed between two attempts.");

        InboxKey KeyOf(ConsumeContext message) => new(MessageIdOf(message), options.ConsumerId);
    }

    private OutgoingMessages<TDbContext> NewOutgoing() => new(dbContext, outboxOptions.Value.LockStatementProvider,
        provider.GetRequiredService<SequenceNumbers<TDbContext>>(), provider.GetRequiredService<OutboxHandover<TDbContext>>(),
        provider.GetRequiredService<DeliveredTables<TDbContext>>(), timeProvider);

    private static Guid MessageIdOf(ConsumeContext context) => context.GetOriginalMessageId()
        ?? throw new MessageException(context.GetType(), "The message has no MessageId, which the inbox tells duplicates by");
}
