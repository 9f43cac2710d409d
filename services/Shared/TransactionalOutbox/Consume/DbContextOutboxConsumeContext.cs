using MassTransit.Courier.Contracts;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The consume context inside the outbox: what the consumer sends is kept until its transaction commits.</summary>
/// <typeparam name="TMessage">The message being consumed; a batch, or a message of one, too.</typeparam>
/// <param name="context">The message.</param>
/// <param name="options">Settings of the consumer.</param>
/// <param name="provider">The scope.</param>
/// <param name="outgoing">What the transaction sends.</param>
/// <param name="key">The consumed message, which outgoing messages are said to come out of.</param>
/// <param name="isEntered">Whether there is something to consume; else all were duplicates.</param>
/// <param name="enterAgain">Enters the inbox again, in a new transaction, and says the same.</param>
internal sealed class DbContextOutboxConsumeContext<TMessage>(ConsumeContext<TMessage> context, OutboxConsumeOptions options,
    IServiceProvider provider, IOutgoingMessages outgoing, InboxKey key, bool isEntered, Func<Task<bool>> enterAgain) :
    OutboxConsumeContextProxy<TMessage>(context, options, provider), IOutboxTransaction
    where TMessage : class
{
    private bool _hasBegun;
    private bool _isEntered = isEntered;

    public override bool ContinueProcessing { get; set; } = true;

    public override bool IsMessageConsumed => outgoing.IsCommitted || !_isEntered;

    // The delivery service delivers after the commit, whoever consumed; the pipe has nothing left to send.
    public override bool IsOutboxDelivered => IsMessageConsumed;

    public override int ReceiveCount => 1;

    public override long? LastSequenceNumber => null;

    public async Task<bool> BeginAttemptAsync()
    {
        if (_hasBegun)
            _isEntered = await enterAgain();
        _hasBegun = true;
        return _isEntered;
    }

    public override Task SetConsumed() => outgoing.CommitAsync(CancellationToken);

    public Task RunPartAsync(Func<Task> part, CancellationToken cancellationToken) => outgoing.RunPartAsync(part, cancellationToken);

    // Consumed is what is committed: the consumer says so before. MassTransit takes a message of a batch that failed for
    // consumed, and acknowledges it, when that was said of it once. After the commit the outbox says it.
    public override Task NotifyConsumed<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) =>
        IsMessageConsumed ? base.NotifyConsumed(context, duration, consumerType) : Task.CompletedTask;

    public override Task AddSend<T>(SendContext<T> context)
    {
        if (typeof(TMessage) == typeof(RoutingSlip) && context.Message is RoutingSlip)
            NameAnew(context);
        if (IsCopy(context))
        {
            throw new InvalidOperationException($"{TypeCache<T>.ShortName} was sent back to its own queue in the transaction that remembers it as "
                + "consumed: the copy would be dropped as a duplicate. Throw, and let UseDelayedRedelivery or UseScheduledRedelivery send it "
                + "again, instead of calling Redeliver, Defer or Forward; or send a message with another MessageId.");
        }

        outgoing.Add(context, SerializerContext, key);
        return Task.CompletedTask;
    }

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;

    // MassTransit sends a routing slip on under the id that it came with. An activity that comes twice in it would be taken for a copy.
    private static void NameAnew(SendContext context)
    {
        context.MessageId = NewId.NextGuid();
        context.Headers.Set(MessageHeaders.OriginalMessageId, (string?)null);
    }

    private bool IsCopy(SendContext sent) =>
        (sent.Headers.Get<Guid>(MessageHeaders.OriginalMessageId) ?? sent.MessageId) == key.MessageId
        && sent.DestinationAddress?.AbsolutePath == ReceiveContext.InputAddress.AbsolutePath;
}
