using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microservices.Invoice.Tests.Flows;

/// <summary>Fails some transactions after they have taken a number: on writing the invoice, or on the commit itself.</summary>
internal sealed class FailingInterceptor : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const int EveryNth = 9;

    private int _writes;
    private int _commits;
    private int _failures;

    public int Failures => _failures;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command,
        CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains("INSERT INTO invoices ", StringComparison.Ordinal))
            FailEveryNth(ref _writes);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command,
        CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains("INSERT INTO invoices ", StringComparison.Ordinal))
            FailEveryNth(ref _writes);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction,
        TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        FailEveryNth(ref _commits);
        return ValueTask.FromResult(result);
    }

    private void FailEveryNth(ref int counter)
    {
        if (Interlocked.Increment(ref counter) % EveryNth != 0)
            return;

        Interlocked.Increment(ref _failures);
        throw new TimeoutException("Injected by the test.");
    }
}
