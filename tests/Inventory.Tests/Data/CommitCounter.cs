using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microservices.Inventory.Tests.Data;

/// <summary>Counts the transactions that were committed.</summary>
internal sealed class CommitCounter : DbTransactionInterceptor
{
    private int _count;

    internal int Count => _count;

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return Task.CompletedTask;
    }
}
