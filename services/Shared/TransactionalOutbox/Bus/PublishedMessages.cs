using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What was published outside consumers, on its way into the tables with a save of its DbContext.</summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class PublishedMessages<TDbContext>(
    IOptions<EntityFrameworkOutboxOptions<TDbContext>> options, SequenceNumbers<TDbContext> numbers)
    where TDbContext : DbContext
{
    /// <summary>Lets EF Core store them with the save that begins.</summary>
    /// <returns>The messages that the save stores; their sequence numbers are known when it ends.</returns>
    public static List<OutboxMessage> Track(DbContext dbContext)
    {
        JoinedSave.Set(dbContext, null);
        foreach (var outbox in Added<OutboxState>(dbContext))
        {
            dbContext.AddRange(outbox.Messages);
            outbox.Messages.Clear();
        }

        return Added<OutboxMessage>(dbContext);
    }

    /// <summary>Lets the save that begins store them, past the change tracker where that can be.</summary>
    /// <returns>The messages that the save stores; their sequence numbers are known when it ends.</returns>
    public async ValueTask<List<OutboxMessage>> JoinAsync(DbContext dbContext, CancellationToken cancellationToken)
    {
        List<OutboxMessage> messages = [.. Added<OutboxState>(dbContext).SelectMany(outbox => outbox.Messages)];
        if (messages.Count == 0 || !CanJoin(dbContext))
            return Track(dbContext);

        var statements = options.Value.LockStatementProvider.GetStatements(dbContext);
        if (statements.NextSequenceNumbers is not { } next || MessageInsert.Of(dbContext) is not { IsComplete: true } insert)
            return Track(dbContext);

        try
        {
            await NumberAsync(dbContext, messages, next, cancellationToken);
        }
        catch (DbException)
        {
            return Track(dbContext); // what ails the database, the save will say, in the words that its caller knows, or try again
        }

        JoinedSave.Set(dbContext, new JoinedSave(command => insert.AppendTo(command, messages, statements)));
        return messages;
    }

    // A consumer's save has messages of its own to store; a caller who wants no transaction gets none.
    private static bool CanJoin(DbContext dbContext) => SaveAndCommit.Of(dbContext) is null
        && (dbContext.Database.AutoTransactionBehavior != AutoTransactionBehavior.Never
            || dbContext.Database.CurrentTransaction is not null);

    private async Task NumberAsync(DbContext dbContext, List<OutboxMessage> messages, string next, CancellationToken cancellationToken)
    {
        await dbContext.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var taken = await numbers.TakeAsync(dbContext, next, messages.Count, cancellationToken);
            for (var index = 0; index < taken.Count; index++)
                messages[index].SequenceNumber = taken[index];
        }
        finally
        {
            await dbContext.Database.CloseConnectionAsync();
        }
    }

    // They were added explicitly: looking for changes of everything else would cost as much as the save itself.
    private static List<T> Added<T>(DbContext dbContext)
        where T : class
    {
        var tracker = dbContext.ChangeTracker;
        var detects = tracker.AutoDetectChangesEnabled;
        try
        {
            tracker.AutoDetectChangesEnabled = false;
            return [.. tracker.Entries<T>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity)];
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = detects;
        }
    }
}
