using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Update;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Hands outgoing messages to the delivery service once the transaction that stored them has committed.</summary>
/// <typeparam name="TDbContext">The DbContext that is watched.</typeparam>
/// <param name="published">What was published outside consumers.</param>
/// <param name="handover">Where they go.</param>
internal sealed class CommitInterceptor<TDbContext>(PublishedMessages<TDbContext> published, OutboxHandover<TDbContext> handover) :
    DbTransactionInterceptor, ISaveChangesInterceptor, ISavingMessages
    where TDbContext : DbContext
{
    // By DbContext whose messages are saved but not committed. Weak: a context given up is collected.
    private readonly ConditionalWeakTable<DbContext, Uncommitted> _uncommitted = [];

    /// <summary>
    /// Whether this interceptor sees the saves of a DbContext, which it does unless its options were made by hand, or the application or
    /// another library has replaced what executes them.
    /// </summary>
    public static bool Watches(DbContext dbContext) =>
        ISavingMessages.Of(dbContext) is CommitInterceptor<TDbContext> && dbContext.GetService<IBatchExecutor>() is SaveAndCommitBatchExecutor;

    public JoinedSave Begin(DbContext dbContext) => new(dbContext, published, messages => Saving(dbContext, messages));

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result,
        CancellationToken cancellationToken = default)
    {
        Saved(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        Started(eventData.Context);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData,
        DbTransaction result, CancellationToken cancellationToken = default)
    {
        Started(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Committed(eventData.Context);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Committed(eventData.Context);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        RolledBack(eventData.Context);

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        RolledBack(eventData.Context);
        return Task.CompletedTask;
    }

    private void Saving(DbContext dbContext, List<OutboxMessage> messages)
    {
        if (messages.Count > 0 || _uncommitted.TryGetValue(dbContext, out _))
            _uncommitted.GetOrCreateValue(dbContext).Saving = messages;
    }

    // A transaction that was disposed without a commit ended untold. What it had saved is gone.
    private void Started(DbContext? dbContext)
    {
        if (dbContext is not null && _uncommitted.TryGetValue(dbContext, out var uncommitted))
            uncommitted.Saved.Clear();
    }

    private void Saved(DbContext? dbContext)
    {
        if (dbContext is null || !_uncommitted.TryGetValue(dbContext, out var uncommitted))
            return;

        uncommitted.Saved.AddRange(uncommitted.Saving);
        uncommitted.Saving = [];
        if (dbContext.Database.CurrentTransaction is null)
            Committed(dbContext);
    }

    private void Committed(DbContext? dbContext)
    {
        if (dbContext is null || !_uncommitted.TryGetValue(dbContext, out var uncommitted))
            return;

        // The save's own transaction, in which no entity has its sequence number yet: the save ends next.
        if (uncommitted.Saving.Count > 0)
            return;

        _uncommitted.Remove(dbContext);
        handover.AddCommitted(uncommitted.Saved);
    }

    private void RolledBack(DbContext? dbContext)
    {
        if (dbContext is not null)
            _uncommitted.Remove(dbContext);
    }

    private sealed class Uncommitted
    {
        /// <summary>Of the save that runs: a failed one is tried again with the same messages.</summary>
        public List<OutboxMessage> Saving { get; set; } = [];

        /// <summary>Of the saves that this transaction has seen.</summary>
        public List<OutboxMessage> Saved { get; } = [];
    }
}
