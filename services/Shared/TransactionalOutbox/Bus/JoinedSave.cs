using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// A save whose last command also stores what was published outside consumers. It collects the messages when EF Core begins to
/// send commands: by then every interceptor of the application, in whatever order, has published what it publishes.
/// </summary>
/// <param name="dbContext">Saves.</param>
/// <param name="published">Finds the messages.</param>
/// <param name="collected">Told of the messages before they are stored.</param>
internal sealed class JoinedSave(DbContext dbContext, IPublishedMessages published, Action<List<OutboxMessage>> collected)
{
    private static readonly ConditionalWeakTable<DbContext, JoinedSave> Running = [];

    private List<OutboxMessage> _joining = [];
    private IReadOnlySet<string>? _guarded;
    private bool _isLast;

    /// <summary>Whether it stores messages; known when they are collected.</summary>
    public bool StoresMessages => _joining.Count > 0;

    /// <summary>The save that this DbContext runs; null when there is none.</summary>
    public static JoinedSave? Of(DbContext? dbContext) =>
        dbContext is not null && Running.TryGetValue(dbContext, out var running) ? running : null;

    /// <summary>Sets the save that this DbContext runs; null for none.</summary>
    public static void Set(DbContext dbContext, JoinedSave? save)
    {
        if (save is null)
            Running.Remove(dbContext);
        else
            Running.AddOrUpdate(dbContext, save);
    }

    /// <summary>Collects the messages.</summary>
    public async Task CollectAsync(bool isAsync, CancellationToken cancellationToken)
    {
        var messages = await published.CollectAsync(dbContext, isAsync, cancellationToken);
        (_joining, _guarded) = (messages.Joining, messages.Guarded);
        collected([.. messages.Joining, .. messages.Tracked]);
    }

    /// <summary>Told of each command of the save before it is made.</summary>
    public void Next(ModificationCommandBatch batch) => _isLast = !batch.AreMoreBatchesExpected;

    /// <summary>Lets the last command store the messages: the row that they refer to is stored by then.</summary>
    public void Extend(DbCommand command)
    {
        if (_isLast && StoresMessages)
            published.AppendTo(dbContext, command, _joining);
    }

    /// <summary>
    /// The transaction that EF Core has to open for a save of which this is the first command. Statements that are sent together
    /// commit together (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING), which saves
    /// two round trips' worth; but what EF Core checks after a command must be able to undo it.
    /// </summary>
    public AutoTransactionBehavior TransactionFor(ModificationCommandBatch first) =>
        !first.AreMoreBatchesExpected && _guarded is not null && SaveAndCommit.OnlyInserts(first, _guarded)
            ? AutoTransactionBehavior.Never
            : AutoTransactionBehavior.Always;
}
