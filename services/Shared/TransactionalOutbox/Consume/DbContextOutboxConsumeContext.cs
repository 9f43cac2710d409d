using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The consume context inside the outbox: what the consumer sends is kept until its transaction commits.</summary>
/// <typeparam name="TDbContext">The DbContext that the consumer writes to.</typeparam>
/// <typeparam name="TMessage">The message being consumed.</typeparam>
internal sealed class DbContextOutboxConsumeContext<TDbContext, TMessage>(ConsumeContext<TMessage> context,
    OutboxConsumeOptions options, IServiceProvider provider, TDbContext dbContext, InboxKey key, bool isEntered,
    bool mayJoinCommit, TimeProvider timeProvider) :
    OutboxConsumeContextProxy<TMessage>(context, options, provider)
    where TDbContext : DbContext
    where TMessage : class
{
    private readonly Lock _lock = new();
    private readonly List<OutboxMessage> _messages = [];

    public override bool ContinueProcessing { get; set; } = true;

    public override bool IsMessageConsumed => _committed || !isEntered;

    // The delivery service delivers after the commit, whoever consumed; the pipe has nothing left to send.
    public override bool IsOutboxDelivered => IsMessageConsumed;

    public override int ReceiveCount => 1;

    public override long? LastSequenceNumber => null;

    private bool _committed;

    public override async Task SetConsumed()
    {
        dbContext.AddRange(_messages);
        await SaveAndCommit.RunAsync(dbContext, mayJoinCommit, CancellationToken);
        _committed = true;
    }

    public override Task AddSend<T>(SendContext<T> context)
    {
        var message = context.ToOutboxMessage(SerializerContext, timeProvider.GetUtcNow().UtcDateTime);
        message.InboxMessageId = key.MessageId;
        message.InboxConsumerId = key.ConsumerId;

        // Consumers publish concurrently, which a DbContext does not bear.
        lock (_lock)
            _messages.Add(message);

        return Task.CompletedTask;
    }

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;
}
