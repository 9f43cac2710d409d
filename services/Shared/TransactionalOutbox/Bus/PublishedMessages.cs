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
        return CommitInterceptor<TDbContext>.Watches(dbContext) && NextSequenceNumbers(dbContext) is not null && MessageInsert.Of(dbContext).IsComplete;
    }

    public async ValueTask<MessagesToSave> CollectAsync(DbContext dbContext, CancellationToken cancellationToken)
    {
        var messages = Collect(dbContext);
        if (messages.Joining.Count > 0)
        {
            await dbContext.Database.OpenConnectionAsync(cancellationToken);
            try
            {
                await numbers.NumberAsync(dbContext, NextSequenceNumbers(dbContext)!, messages.Joining, cancellationToken); // they join
                if (options.Value.LockStatementProvider.GetStatements(dbContext).GuardedTables is { } guarded)
                    messages = messages with { Guarded = await GuardedTables.OfAsync(dbContext, guarded, cancellationToken) };
            }
            catch (DbException exception)
            {
                throw Failed(exception);
            }
            finally
            {
                await dbContext.Database.CloseConnectionAsync();
            }
        }

        return messages;
    }

    public MessagesToSave CollectNow(DbContext dbContext)
    {
        var messages = Collect(dbContext);
        if (messages.Joining.Count > 0)
        {
            dbContext.Database.OpenConnection();
            try
            {
                numbers.Number(dbContext, NextSequenceNumbers(dbContext)!, messages.Joining); // they join
            }
            catch (DbException exception)
            {
                throw Failed(exception);
            }
            finally
            {
                dbContext.Database.CloseConnection();
            }
        }

        return messages;
    }

    public void AppendTo(DbContext dbContext, DbCommand command, IReadOnlyList<OutboxMessage> messages) =>
        MessageInsert.Of(dbContext).AppendTo(command, messages, options.Value.LockStatementProvider.GetStatements(dbContext));

    private string? NextSequenceNumbers(DbContext dbContext) =>
        options.Value.LockStatementProvider.GetStatements(dbContext).NextSequenceNumbers;

    private static MessagesToSave Collect(DbContext dbContext) =>
        new([.. Added<OutboxState>(dbContext).SelectMany(outbox => outbox.Messages)], Added<OutboxMessage>(dbContext));

    // As EF Core wraps what fails in a save: callers and execution strategies look inside.
    private static DbUpdateException Failed(DbException exception) =>
        new($"The save could not number the messages that it stores: {exception.Message}", exception);

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
