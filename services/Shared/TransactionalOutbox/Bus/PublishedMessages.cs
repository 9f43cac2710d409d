using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What was published outside consumers, on its way into the tables with a save of its DbContext.</summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class PublishedMessages<TDbContext>(
    IOptions<EntityFrameworkOutboxOptions<TDbContext>> options, SequenceNumbers<TDbContext> numbers, DeliveredTables<TDbContext> delivered) :
    IPublishedMessages
    where TDbContext : DbContext
{
    /// <summary>
    /// Whether a save stores messages past the change tracker. They are tracked like any other row where the engine has no statement
    /// for it, where the application has added columns, and where the outbox does not see the save because the options were made by hand.
    /// </summary>
    /// <exception cref="InvalidOperationException">This process would not deliver what the DbContext stores.</exception>
    public bool Joins(DbContext dbContext)
    {
        if (options.Value.DeliversBusOutbox)
            delivered.MustBeThoseOf(dbContext);
        return CommitInterceptor<TDbContext>.Watches(dbContext)
            && options.Value.LockStatementProvider.GetStatements(dbContext).NextSequenceNumbers is not null
            && MessageInsert.Of(dbContext).IsComplete;
    }

    public async ValueTask<MessagesToSave> CollectAsync(DbContext dbContext, bool isAsync, CancellationToken cancellationToken)
    {
        var messages = new MessagesToSave(
            [.. Added<OutboxState>(dbContext).SelectMany(outbox => outbox.Messages)], Added<OutboxMessage>(dbContext));
        if (messages.Joining.Count == 0)
            return messages;

        await dbContext.OpenAsync(isAsync, cancellationToken);
        try
        {
            var statements = options.Value.LockStatementProvider.GetStatements(dbContext);
            await numbers.NumberAsync(dbContext, statements.NextSequenceNumbers!, messages.Joining, isAsync, cancellationToken); // they join
            return statements.GuardedTables is { } guarded
                ? messages with { Guarded = await GuardedTables.OfAsync(dbContext, guarded, isAsync, cancellationToken) }
                : messages;
        }
        catch (DbException exception)
        {
            // As EF Core wraps what fails in a save: callers and execution strategies look inside.
            throw new DbUpdateException($"The save could not number the messages that it stores: {exception.Message}", exception);
        }
        finally
        {
            dbContext.Database.CloseConnection(); // waits for nothing: it goes back to the pool
        }
    }

    public void AppendTo(DbContext dbContext, DbCommand command, IReadOnlyList<OutboxMessage> messages) =>
        MessageInsert.Of(dbContext).AppendTo(command, messages, options.Value.LockStatementProvider.GetStatements(dbContext));

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
