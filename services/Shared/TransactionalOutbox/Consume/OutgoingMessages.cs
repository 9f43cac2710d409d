using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What consumers send in one transaction, kept until it commits.</summary>
/// <param name="dbContext">Is in that transaction.</param>
/// <param name="mayJoinCommit">Whether the engine takes a commit as the last statement of a command.</param>
/// <param name="timeProvider">The clock of the rows' times.</param>
internal sealed class OutgoingMessages(DbContext dbContext, bool mayJoinCommit, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly List<OutboxMessage> _messages = [];

    /// <summary>Whether the transaction has committed.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Keeps a message that came out of the consumed one.</summary>
    public void Add<T>(SendContext<T> context, IObjectDeserializer serializer, InboxKey consumed)
        where T : class
    {
        var message = context.ToOutboxMessage(serializer, timeProvider.GetUtcNow().UtcDateTime);
        message.InboxMessageId = consumed.MessageId;
        message.InboxConsumerId = consumed.ConsumerId;

        // Consumers publish concurrently, which a DbContext does not bear.
        lock (_lock)
            _messages.Add(message);
    }

    /// <summary>Saves them with everything else that the DbContext holds, and commits.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        dbContext.AddRange(_messages);
        await SaveAndCommit.RunAsync(dbContext, mayJoinCommit, cancellationToken);
        IsCommitted = true;
    }
}
