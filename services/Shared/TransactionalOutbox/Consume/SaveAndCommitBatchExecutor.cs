using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.EntityFrameworkCore.Update.Internal;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Shows <see cref="SaveAndCommit"/> and <see cref="JoinedSave"/> the commands of a save: only here it is known that nothing more
/// is published before the save, and which command is the last.
/// </summary>
#pragma warning disable EF1001 // the interface is public, but its only implementation, which does the work, is not meant to be derived from
internal sealed class SaveAndCommitBatchExecutor(
    ICurrentDbContext current, IDiagnosticsLogger<DbLoggerCategory.Update> logger) : BatchExecutor(current, logger)
{
    private ISavingMessages? _outbox;
    private bool _isKnown;

    public override int Execute(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection)
    {
        if (Begin(connection.Context) is not { } save)
            return base.Execute(commandBatches, connection);

        save.CollectAsync(isAsync: false, CancellationToken.None).HasEnded();
        using var running = new RunningSave(connection.Context, save);
        return base.Execute(Show(commandBatches, running.Next), connection);
    }

    public override async Task<int> ExecuteAsync(IEnumerable<ModificationCommandBatch> commandBatches,
        IRelationalConnection connection, CancellationToken cancellationToken = default)
    {
        if (Begin(connection.Context) is not { } save)
        {
            return SaveAndCommit.Of(connection.Context) is { } committing
                ? await base.ExecuteAsync(Show(commandBatches, committing.Next), connection, cancellationToken)
                : await base.ExecuteAsync(commandBatches, connection, cancellationToken);
        }

        await save.CollectAsync(isAsync: true, cancellationToken);
        using var running = new RunningSave(connection.Context, save);
        return await base.ExecuteAsync(Show(commandBatches, running.Next), connection, cancellationToken);
    }

    private JoinedSave? Begin(DbContext dbContext)
    {
        if (!_isKnown)
            (_outbox, _isKnown) = (ISavingMessages.Of(dbContext), true);
        return _outbox?.Begin(dbContext);
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

    /// <summary>Puts back what the save changes of its DbContext.</summary>
    private sealed class RunningSave : IDisposable
    {
        private readonly DbContext _dbContext;
        private readonly JoinedSave _save;
        private readonly SaveAndCommit? _committing;
        private readonly AutoTransactionBehavior _behavior;
        private bool _hasBegun;

        public RunningSave(DbContext dbContext, JoinedSave save)
        {
            (_dbContext, _save, _committing, _behavior) =
                (dbContext, save, SaveAndCommit.Of(dbContext), dbContext.Database.AutoTransactionBehavior);
            if (_committing is not null && save.StoresMessages)
            {
                throw new InvalidOperationException("Something published past the ConsumeContext into the DbContext of the consumer. "
                    + "Publish through the ConsumeContext, or through what the consumer's scope injects.");
            }

            JoinedSave.Set(dbContext, save);
        }

        public void Next(ModificationCommandBatch batch)
        {
            _save.Next(batch);
            _committing?.Next(batch);

            // EF Core opens its transaction after it was given the first command, and only where the caller has none.
            if (!_hasBegun && _save.StoresMessages && _behavior == AutoTransactionBehavior.WhenNeeded)
                _dbContext.Database.AutoTransactionBehavior = _save.TransactionFor(batch);
            _hasBegun = true;
        }

        public void Dispose()
        {
            JoinedSave.Set(_dbContext, null);
            _dbContext.Database.AutoTransactionBehavior = _behavior;
        }
    }
}
#pragma warning restore EF1001
