using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What consumers send in one transaction, kept until it commits.</summary>
/// <param name="dbContext">Is in that transaction.</param>
/// <param name="provider">The engine.</param>
/// <param name="numbers">Numbers for messages that are stored past EF Core.</param>
/// <param name="handover">Where they go when they are committed.</param>
/// <param name="timeProvider">The clock of the rows' times.</param>
internal sealed class OutgoingMessages<TDbContext>(TDbContext dbContext, ILockStatementProvider provider,
    SequenceNumbers<TDbContext> numbers, OutboxHandover<TDbContext> handover, TimeProvider timeProvider) : IOutgoingMessages
    where TDbContext : DbContext
{
    private readonly Lock _lock = new();
    private readonly List<OutboxMessage> _messages = [];

    public bool IsCommitted { get; private set; }

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

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var statements = provider.GetStatements(dbContext);
        if (_messages.Count > 0 && statements.NextSequenceNumbers is { } next && MessageInsert.Of(dbContext) is { IsComplete: true } insert)
        {
            var taken = await numbers.TakeAsync(dbContext, next, _messages.Count, cancellationToken);
            for (var index = 0; index < taken.Count; index++)
                _messages[index].SequenceNumber = taken[index];
            await CommitAsync(command => insert.AppendTo(command, _messages, statements), cancellationToken);
            handover.AddCommitted(_messages);
            return;
        }

        // CommitInterceptor hands over what the DbContext has stored.
        dbContext.AddRange(_messages);
        await CommitAsync(null, cancellationToken);
    }

    private async Task CommitAsync(Action<DbCommand>? storeMessages, CancellationToken cancellationToken)
    {
        await SaveAndCommit.RunAsync(dbContext, provider.CommitsInBatch, storeMessages, cancellationToken);
        IsCommitted = true;
    }
}
