using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.EntityFrameworkCore.Update.Internal;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Shows <see cref="SaveAndCommit"/> and <see cref="JoinedSave"/> the commands of a save: only here it is known which is the
/// last.
/// </summary>
#pragma warning disable EF1001 // the interface is public, but its only implementation, which does the work, is not meant to be derived from
internal sealed class SaveAndCommitBatchExecutor(
    ICurrentDbContext current, IDiagnosticsLogger<DbLoggerCategory.Update> logger) : BatchExecutor(current, logger)
{
    public override Task<int> ExecuteAsync(IEnumerable<ModificationCommandBatch> commandBatches,
        IRelationalConnection connection, CancellationToken cancellationToken = default)
    {
        if (SaveAndCommit.Of(connection.Context) is { } committing)
            return base.ExecuteAsync(Show(commandBatches, committing.Next), connection, cancellationToken);
        return JoinedSave.Of(connection.Context) is { } storing
            ? StoreAsync(commandBatches, storing, connection, cancellationToken)
            : base.ExecuteAsync(commandBatches, connection, cancellationToken);
    }

    private async Task<int> StoreAsync(IEnumerable<ModificationCommandBatch> commandBatches, JoinedSave save,
        IRelationalConnection connection, CancellationToken cancellationToken)
    {
        var database = connection.Context.Database;
        var behavior = database.AutoTransactionBehavior;
        var isFirst = true;
        try
        {
            return await base.ExecuteAsync(Show(commandBatches, Next), connection, cancellationToken);
        }
        finally
        {
            database.AutoTransactionBehavior = behavior;
        }

        // EF Core opens its transaction after it was given the first command, and only where the caller has none.
        void Next(ModificationCommandBatch batch)
        {
            save.Next(batch);
            if (isFirst && behavior == AutoTransactionBehavior.WhenNeeded)
                database.AutoTransactionBehavior = JoinedSave.TransactionFor(batch);
            isFirst = false;
        }
    }

    // One by one: a command is made when the one before has been executed, with the keys that it brought.
    private static IEnumerable<ModificationCommandBatch> Show(
        IEnumerable<ModificationCommandBatch> batches, Action<ModificationCommandBatch> next)
    {
        foreach (var batch in batches)
        {
            next(batch);
            yield return batch;
        }
    }
}
#pragma warning restore EF1001
