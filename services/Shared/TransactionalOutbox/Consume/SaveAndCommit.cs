using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Saves, stores the outgoing messages and commits; where it can, in one round trip: the last command of the save carries
/// the rest. It can when that command only inserts: of updates and deletes EF Core checks the rows affected, which must be
/// before the commit.
/// </summary>
/// <param name="storeMessages">Appends the statement that stores what was sent until then to a command.</param>
internal sealed class SaveAndCommit(Func<DbCommand, CancellationToken, ValueTask> storeMessages)
{
    private static readonly ConditionalWeakTable<DbContext, SaveAndCommit> Running = [];
    private static readonly ConcurrentDictionary<Type, bool> Overriding = [];

    // In a transaction that an error has aborted, PostgreSQL answers COMMIT with ROLLBACK and no error
    // (https://www.postgresql.org/docs/current/sql-commit.html); any other statement is one.
    private const string FailsWhenAborted = "SELECT 1";

    private IReadOnlySet<string> _guarded = FrozenSet<string>.Empty;
    private bool _joinsCommit;

    /// <summary>Whether the commit went with the save.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>The save of this DbContext that may carry its commit; null when there is none.</summary>
    public static SaveAndCommit? Of(DbContext? dbContext) =>
        dbContext is not null && Running.TryGetValue(dbContext, out var running) ? running : null;

    /// <summary>Saves all changes, stores the messages past EF Core and commits the DbContext's transaction.</summary>
    /// <param name="dbContext">Is in a transaction.</param>
    /// <param name="guardedTables">Asks for <see cref="GuardedTables"/>.</param>
    /// <param name="storeMessages">Appends the statement that stores what was sent until then to a command.</param>
    /// <param name="cancellationToken">Ends the save; not a commit of its own, whose outcome would be unknown.</param>
    public static async Task RunAsync(DbContext dbContext, string guardedTables,
        Func<DbCommand, CancellationToken, ValueTask> storeMessages, CancellationToken cancellationToken)
    {
        var transaction = TransactionOf(dbContext);
        var running = new SaveAndCommit(storeMessages);
        if (EndsWithItsCommands(dbContext))
        {
            running._guarded = await GuardedTables.OfAsync(dbContext, guardedTables, isAsync: true, cancellationToken);
            Running.Add(dbContext, running);
        }

        try
        {
            await SaveAsync(dbContext, cancellationToken);
        }
        finally
        {
            Running.Remove(dbContext);
        }

        if (!running.IsCommitted)
            await running.StoreAndCommitAsync(dbContext);
        await TellCommittedAsync(dbContext, transaction);
    }

    /// <summary>The same where EF Core stores the messages. A save may send more, which another one stores.</summary>
    /// <param name="dbContext">Is in a transaction.</param>
    /// <param name="trackNew">Tracks what was sent since, and says whether there was any.</param>
    /// <param name="cancellationToken">Ends the save; not the commit, whose outcome would be unknown.</param>
    public static async Task RunTrackedAsync(DbContext dbContext, Func<bool> trackNew, CancellationToken cancellationToken)
    {
        var transaction = TransactionOf(dbContext);
        trackNew();
        do
            await SaveAsync(dbContext, cancellationToken);
        while (trackNew());

        await using var proof = dbContext.CreateCommand(FailsWhenAborted);
        await proof.ExecuteNonQueryAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Told of each command of the save before it is made.</summary>
    public void Next(ModificationCommandBatch batch)
    {
        if (IsCommitted)
            throw new InvalidOperationException("Something saved a second time while the outbox saved what the consumer had left to it.");

        _joinsCommit = !batch.AreMoreBatchesExpected && OnlyInserts(batch, _guarded);
    }

    /// <summary>Whether EF Core checks nothing after it that would end the transaction.</summary>
    public static bool OnlyInserts(ModificationCommandBatch batch, IReadOnlySet<string> guarded) =>
        batch.ModificationCommands.All(command => command.EntityState == EntityState.Added && !guarded.Contains(command.TableName));

    /// <summary>Lets the last command store the messages and commit, if the interceptors of commits agree.</summary>
    public Task ExtendAsync(DbContext dbContext, DbCommand command, CancellationToken cancellationToken) =>
        _joinsCommit ? AppendAsync(dbContext, command, cancellationToken) : Task.CompletedTask;

    /// <summary>Reads to the end: Npgsql reports a failed commit only there.</summary>
    public async Task FinishAsync(DbDataReader reader)
    {
        if (!_joinsCommit)
            return;

        while (await reader.NextResultAsync(CancellationToken.None))
        {
        }

        IsCommitted = true;
    }

    private static IDbContextTransaction TransactionOf(DbContext dbContext) => dbContext.Database.CurrentTransaction
        ?? throw new InvalidOperationException("The consumer ended the transaction that the outbox had opened for it.");

    // Nothing follows in this transaction that a savepoint could save; it would cost two round trips.
    private static async Task SaveAsync(DbContext dbContext, CancellationToken cancellationToken)
    {
        var savepoints = dbContext.Database.AutoSavepointsEnabled;
        try
        {
            dbContext.Database.AutoSavepointsEnabled = false;
            await dbContext.SaveChangesAsync(cancellationToken);
        }
        finally
        {
            dbContext.Database.AutoSavepointsEnabled = savepoints;
        }
    }

    private async Task StoreAndCommitAsync(DbContext dbContext)
    {
        await using var command = dbContext.CreateCommand("");
        await AppendAsync(dbContext, command, CancellationToken.None);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task AppendAsync(DbContext dbContext, DbCommand command, CancellationToken cancellationToken)
    {
        await storeMessages(command, cancellationToken);
        if (command.CommandText.Length == 0)
            command.CommandText = FailsWhenAborted;
        var transaction = dbContext.Database.CurrentTransaction!; // RunAsync began with it
        var result = await dbContext.GetService<IDiagnosticsLogger<DbLoggerCategory.Database.Transaction>>().TransactionCommittingAsync(
            dbContext.GetService<IRelationalConnection>(), transaction.GetDbTransaction(), transaction.TransactionId,
            TimeProvider.System.GetUtcNow(), cancellationToken);

        // Suppressed means that an interceptor has committed itself, or will.
        if (!result.IsSuppressed)
            command.CommandText += ";\nCOMMIT";
    }

    // An override may save in several steps, of which only the last may commit. It may also publish after the save, as interceptors may.
    private static bool EndsWithItsCommands(DbContext dbContext) =>
        !Overriding.GetOrAdd(dbContext.GetType(), OverridesSave) && !ISavingMessages.AreOthersTold(dbContext);

    private static bool OverridesSave(Type type) =>
        type.GetMethod(nameof(DbContext.SaveChangesAsync), [typeof(CancellationToken)])!.DeclaringType != typeof(DbContext) // is there
        || type.GetMethod(nameof(DbContext.SaveChangesAsync), [typeof(bool), typeof(CancellationToken)])!.DeclaringType // is there
            != typeof(DbContext);

    // As RelationalTransaction does after its own commit: interceptors and listeners see no difference.
    private static async Task TellCommittedAsync(DbContext dbContext, IDbContextTransaction transaction)
    {
        await dbContext.GetService<IDiagnosticsLogger<DbLoggerCategory.Database.Transaction>>().TransactionCommittedAsync(
            dbContext.GetService<IRelationalConnection>(), transaction.GetDbTransaction(), transaction.TransactionId,
            TimeProvider.System.GetUtcNow(), TimeSpan.Zero, CancellationToken.None);
        await transaction.DisposeAsync();
    }
}
