using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>A save whose last command also stores what was published outside consumers.</summary>
/// <param name="storeMessages">Appends the statement that stores the messages to a command.</param>
internal sealed class JoinedSave(Action<DbCommand> storeMessages)
{
    private static readonly ConditionalWeakTable<DbContext, JoinedSave> Running = [];

    private bool _isLast;

    /// <summary>The save of this DbContext that stores messages; null when there is none.</summary>
    public static JoinedSave? Of(DbContext dbContext) => Running.TryGetValue(dbContext, out var running) ? running : null;

    /// <summary>Sets what the DbContext's next save stores; null for nothing.</summary>
    public static void Set(DbContext dbContext, JoinedSave? save)
    {
        if (save is null)
            Running.Remove(dbContext);
        else
            Running.AddOrUpdate(dbContext, save);
    }

    /// <summary>Told of each command of the save before it is made.</summary>
    public void Next(ModificationCommandBatch batch) => _isLast = !batch.AreMoreBatchesExpected;

    /// <summary>Lets the last command store the messages: the row that they refer to is stored by then.</summary>
    public void Extend(DbCommand command)
    {
        if (_isLast)
            storeMessages(command);
    }

    /// <summary>
    /// The transaction that EF Core has to open for a save of which this is the first command. Statements that are sent together
    /// commit together (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING), which saves
    /// two round trips' worth; but what EF Core checks after a command must be able to undo it.
    /// </summary>
    public static AutoTransactionBehavior TransactionFor(ModificationCommandBatch first) =>
        !first.AreMoreBatchesExpected && SaveAndCommit.OnlyInserts(first) ? AutoTransactionBehavior.Never : AutoTransactionBehavior.Always;
}
