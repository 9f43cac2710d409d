using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microservices.Inventory.Tests.Data;

/// <summary>Counts the transactions that were committed, and refuses to begin one after some of them.</summary>
internal sealed class CommitCounter : DbTransactionInterceptor
{
    private int _count;

    internal int Count => _count;

    internal int Limit { get; set; } = int.MaxValue;

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection,
        TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        _count < Limit ? ValueTask.FromResult(result) : throw new TimeoutException("The database is gone.");

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return Task.CompletedTask;
    }
}
