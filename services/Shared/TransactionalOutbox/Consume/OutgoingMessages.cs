using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What consumers send in one transaction, kept until it commits.</summary>
/// <param name="dbContext">Is in that transaction.</param>
/// <param name="provider">The engine.</param>
/// <param name="numbers">Numbers for messages that are stored past EF Core.</param>
/// <param name="handover">Where they go when they are committed.</param>
/// <param name="delivered">Where they must be stored.</param>
/// <param name="timeProvider">The clock of the rows' times.</param>
internal sealed class OutgoingMessages<TDbContext>(TDbContext dbContext, ILockStatementProvider provider,
    SequenceNumbers<TDbContext> numbers, OutboxHandover<TDbContext> handover, DeliveredTables<TDbContext> delivered, TimeProvider timeProvider) :
    IOutgoingMessages
    where TDbContext : DbContext
{
    private const string Part = "outbox_part";

    private readonly Lock _lock = new();
    private readonly List<OutboxMessage> _messages = [];

    public bool IsCommitted { get; private set; }

    public void Add<T>(SendContext<T> context, IObjectDeserializer serializer, InboxKey consumed)
        where T : class
    {
        if (IsCommitted)
            throw Late(TypeCache<T>.ShortName);

        var message = context.ToOutboxMessage(serializer, timeProvider.GetUtcNow().UtcDateTime);
        message.InboxMessageId = consumed.MessageId;
        message.InboxConsumerId = consumed.ConsumerId;

        // Consumers publish concurrently, which a DbContext does not bear.
        lock (_lock)
        {
            if (_messages.Count == 0)
                delivered.MustBeThoseOf(dbContext);
            _messages.Add(message);
        }
    }

    public async Task RunPartAsync(Func<Task> part, CancellationToken cancellationToken)
    {
        var transaction = dbContext.Database.CurrentTransaction!; // of EntityFrameworkOutboxContextFactory
        var sentBefore = CountNew();
        await transaction.CreateSavepointAsync(Part, cancellationToken);
        try
        {
            await part();
        }
        catch
        {
            ForgetNewAfter(sentBefore);
            dbContext.ChangeTracker.Clear();
            await transaction.RollbackToSavepointAsync(Part, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Forgets them: the consumer failed, and begins again.</summary>
    public void Clear() => ForgetNewAfter(0);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var statements = provider.GetStatements(dbContext);
        if (statements is { NextSequenceNumbers: { } next, GuardedTables: { } guarded } && MessageInsert.Of(dbContext) is { IsComplete: true } insert)
        {
            var stored = new List<OutboxMessage>();
            await SaveAndCommit.RunAsync(dbContext, guarded, StoreAsync, cancellationToken);
            handover.AddCommitted(stored);

            async ValueTask StoreAsync(DbCommand command, CancellationToken token)
            {
                if (TakeNew() is not { Count: > 0 } messages)
                    return;
                await numbers.NumberAsync(dbContext, next, messages, isAsync: true, token);
                insert.AppendTo(command, messages, statements);
                stored.AddRange(messages);
            }
        }
        else
        {
            // CommitInterceptor hands over what the DbContext has stored.
            await SaveAndCommit.RunTrackedAsync(dbContext, TrackNew, cancellationToken);
        }

        IsCommitted = true;
        if (TakeNew() is { Count: > 0 } late)
            throw Late(late[0].MessageType);
    }

    private static InvalidOperationException Late(string message) => new($"{message} was sent after the consumer's transaction had committed, "
        + "and is not delivered. Send before the save, or in an interceptor of saves: those run before the commit.");

    private bool TrackNew()
    {
        var messages = TakeNew();
        dbContext.AddRange(messages);
        return messages.Count > 0;
    }

    private int CountNew()
    {
        lock (_lock)
            return _messages.Count;
    }

    private void ForgetNewAfter(int count)
    {
        lock (_lock)
            _messages.RemoveRange(count, _messages.Count - count);
    }

    private List<OutboxMessage> TakeNew()
    {
        lock (_lock)
        {
            List<OutboxMessage> messages = [.. _messages];
            _messages.Clear();
            return messages;
        }
    }
}
