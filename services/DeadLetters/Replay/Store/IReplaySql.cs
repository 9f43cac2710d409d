namespace Microservices.DeadLetters.Replay.Store;

/// <summary>The statements of replays that EF Core has no words for. All run in the caller's transaction, if there is one.</summary>
internal interface IReplaySql
{
    /// <summary>The time of the database, which all processes share, in UTC; of a file that one process has, its own.</summary>
    Task<DateTime> NowAsync(DeadLettersDbContext dbContext, TimeProvider timeProvider, CancellationToken cancellationToken);

    /// <summary>A number that the next outcomes exceed, and earlier ones do not.</summary>
    Task<long> DrawAsync(DeadLettersDbContext dbContext, CancellationToken cancellationToken);

    /// <summary>The number of the next replay.</summary>
    Task<long> NumberAsync(DeadLettersDbContext dbContext, CancellationToken cancellationToken);

    /// <summary>How a selection is frozen.</summary>
    FreezeStatements Freeze { get; }

    /// <summary>
    /// Takes the replay for this transaction: who holds it decides on stages and claims items, so that a rate is kept by any
    /// number of workers together.
    /// </summary>
    /// <returns>The replay, tracked; null when another worker holds it, or it has ended.</returns>
    Task<ReplayJob?> LockAsync(DeadLettersDbContext dbContext, Guid replayId, CancellationToken cancellationToken);

    /// <summary>The same, for an operator: waits until no worker holds it.</summary>
    /// <returns>The replay, tracked; null when there is none of that id.</returns>
    Task<ReplayJob?> WaitForAsync(DeadLettersDbContext dbContext, Guid replayId, CancellationToken cancellationToken);

    /// <summary>Marks items as being published: those waiting, and those whose worker has left them.</summary>
    /// <param name="dbContext">The database.</param>
    /// <param name="replayId">The replay.</param>
    /// <param name="lastOrdinal">The last item that the stage allows.</param>
    /// <param name="limit">The most items.</param>
    /// <param name="bytes">The most bytes of bodies; one item is claimed, whatever its size.</param>
    /// <param name="now">The time of the claim, in UTC.</param>
    /// <param name="abandoned">Claims before this time were made by workers that are dead, in UTC.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>The items.</returns>
    Task<IReadOnlyList<EndedItem>> ClaimAsync(DeadLettersDbContext dbContext, Guid replayId, int lastOrdinal, int limit,
        long bytes, DateTime now, DateTime abandoned, CancellationToken cancellationToken);

    /// <summary>Ends items that are in one of the given states; the others are left as they are.</summary>
    /// <returns>Those that were changed.</returns>
    Task<IReadOnlyList<EndedItem>> EndAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<long> items,
        string[] from, string to, string? reason, DateTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Ends an item as processed, resolves its dead letter and counts it out of its group, at once: for a consumer of
    /// <paramref name="queue"/> only, and if the item is in one of the given states.
    /// </summary>
    /// <returns>Whether the item was changed.</returns>
    Task<bool> ProcessAsync(DeadLettersDbContext dbContext, long item, string queue, string[] from, string? reason,
        TimeProvider timeProvider, CancellationToken cancellationToken);

    /// <summary>Ends items of a replay that are in a state since before a time; never published ones by a time in the future.</summary>
    /// <returns>Those that were changed.</returns>
    Task<IReadOnlyList<EndedItem>> EndAllAsync(DeadLettersDbContext dbContext, Guid replayId, string from,
        DateTime? publishedBefore, string to, string reason, DateTime now, CancellationToken cancellationToken);
}

/// <summary>An item whose state a statement has changed.</summary>
internal sealed class EndedItem
{
    public long Id { get; init; }

    public long DeadLetterId { get; init; }
}

/// <summary>
/// The statement that turns a selection into items, and the one after it. Both follow the common table expression
/// <c>candidate (id, queue, last_failed_at, reason)</c>, whose reason is null for what is to be replayed.
/// </summary>
/// <param name="Materialized">Word that keeps the candidates from being computed twice.</param>
/// <param name="Insert">Inserts an item per candidate; parameters <c>@replay</c> and <c>@now</c>.</param>
internal sealed record FreezeStatements(string Materialized, string Insert);

internal static class ReplaySqlExtensions
{
    private static readonly PostgresReplaySql Postgres = new();
    private static readonly SqliteReplaySql Sqlite = new();

    /// <summary>The statements in the dialect of the database.</summary>
    internal static IReplaySql ReplaySql(this DeadLettersDbContext dbContext) =>
        dbContext.Database.IsSqlite() ? Sqlite : Postgres;
}
