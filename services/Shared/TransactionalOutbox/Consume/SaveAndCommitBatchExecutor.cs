using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.EntityFrameworkCore.Update.Internal;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Shows <see cref="SaveAndCommit"/> the commands of a save: only here it is known which is the last.</summary>
#pragma warning disable EF1001 // the interface is public, but its only implementation, which does the work, is not meant to be derived from
internal sealed class SaveAndCommitBatchExecutor(
    ICurrentDbContext current, IDiagnosticsLogger<DbLoggerCategory.Update> logger) : BatchExecutor(current, logger)
{
    public override Task<int> ExecuteAsync(IEnumerable<ModificationCommandBatch> commandBatches,
        IRelationalConnection connection, CancellationToken cancellationToken = default) =>
        base.ExecuteAsync(
            SaveAndCommit.Of(connection.Context) is { } running ? Show(commandBatches, running) : commandBatches,
            connection, cancellationToken);

    // One by one: a command is made when the one before has been executed, with the keys that it brought.
    private static IEnumerable<ModificationCommandBatch> Show(IEnumerable<ModificationCommandBatch> batches, SaveAndCommit running)
    {
        foreach (var batch in batches)
        {
            running.Next(batch);
            yield return batch;
        }
    }
}
#pragma warning restore EF1001
