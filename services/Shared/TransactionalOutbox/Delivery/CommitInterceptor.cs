using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Signals the delivery service when a transaction that stored outgoing messages has committed.</summary>
/// <typeparam name="TDbContext">The DbContext that is watched.</typeparam>
/// <param name="signal">Wakes the delivery service.</param>
internal sealed class CommitInterceptor<TDbContext>(OutboxSignal<TDbContext> signal) :
    DbTransactionInterceptor, ISaveChangesInterceptor
    where TDbContext : DbContext
{
    // DbContexts that saved messages in a transaction that is still open. Weak: a context given up is collected.
    private readonly ConditionalWeakTable<DbContext, object> _saved = [];

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Watch(eventData.Context);
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Watch(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        SignalUnlessInTransaction(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result,
        CancellationToken cancellationToken = default)
    {
        SignalUnlessInTransaction(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Signal(eventData.Context);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Signal(eventData.Context);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        Forget(eventData.Context);

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    private void Watch(DbContext? dbContext)
    {
        if (dbContext is not null && dbContext.ChangeTracker.Entries<OutboxMessage>().Any(x => x.State == EntityState.Added))
            _saved.AddOrUpdate(dbContext, this);
    }

    private void SignalUnlessInTransaction(DbContext? dbContext)
    {
        if (dbContext?.Database.CurrentTransaction is null)
            Signal(dbContext);
    }

    private void Signal(DbContext? dbContext)
    {
        if (dbContext is not null && _saved.Remove(dbContext))
            signal.Set();
    }

    private void Forget(DbContext? dbContext)
    {
        if (dbContext is not null)
            _saved.Remove(dbContext);
    }
}
