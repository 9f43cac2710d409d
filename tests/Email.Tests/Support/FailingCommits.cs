using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microservices.Email.Tests.Support;

/// <summary>Makes the next commits of a database fail: as if its connection broke, unless another failure is set.</summary>
internal sealed class FailingCommits : DbTransactionInterceptor
{
    private int _left;
    private int _failed;

    public int Failed => _failed;

    public Exception Failure { get; init; } = new IOException("The connection broke before the commit.");

    public void FailNext(int count) => _left = count;

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction,
        TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Decrement(ref _left) < 0)
            return ValueTask.FromResult(result);

        Interlocked.Increment(ref _failed);
        throw Failure;
    }
}
