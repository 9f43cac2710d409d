using Microservices.DeadLetters.Archive.Retention;
using Microservices.DeadLetters.Auditing;
using Microservices.DeadLetters.Reading;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Replay.Store;
using Microservices.DeadLetters.Replay.Views;

namespace Microservices.DeadLetters.Archive;

/// <summary>Lets dead letters go: archives, takes back, deletes. Each in one transaction, with its audit.</summary>
internal sealed class ArchiveService(DeadLettersDbContext dbContext, ILetterSelector selector, Masker masker,
    IOptions<RetentionOptions> retention, TimeProvider timeProvider, ILogger<ArchiveService> logger)
{
    private const int ShownIds = 20;
    private const string NotArchived = "not archived";
    private const string Unknown = "unknown";

    private readonly ArchiveStore _store = new(dbContext);

    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    /// <summary>Puts dead letters aside. They are deleted after a while, and can be taken back until then.</summary>
    /// <exception cref="ReplayRequestException">The selection or the reason breaks its rule.</exception>
    public Task<ArchiveReport> ArchiveAsync(
        LetterSelection selection, string? reason, ReplayOperator actor, CancellationToken cancellationToken) =>
        RunAsync(selection, reason, actor, async ids =>
        {
            var now = Now;
            var purgeAt = now + retention.Value.Archived;
            var letters = await _store.LockAsync(ids, cancellationToken);
            var (taken, skipped) = Judge(selection, letters, letter => letter.Status switch
            {
                DeadLetterStatus.Archived => SkipReasons.Archived,
                DeadLetterStatus.Replaying => SkipReasons.BeingReplayed,
                _ => null,
            });
            await _store.ArchiveAsync(taken, now, purgeAt, cancellationToken);
            await AuditAsync("archived", taken, selection, reason, actor, now, cancellationToken);
            return new ArchiveReport(taken.Count, purgeAt, skipped);
        }, cancellationToken);

    /// <summary>
    /// Takes archived dead letters back: open, or resolved if they had been. A query that names no status is about those that are
    /// archived.
    /// </summary>
    /// <inheritdoc cref="ArchiveAsync"/>
    public Task<RestoreReport> RestoreAsync(
        LetterSelection selection, string? reason, ReplayOperator actor, CancellationToken cancellationToken) =>
        RunAsync(selection.OfStatus(DeadLetterStatus.Archived), reason, actor, async ids =>
        {
            var letters = await _store.LockAsync(ids, cancellationToken);
            var (taken, skipped) = Judge(selection, letters, letter => letter.Status == DeadLetterStatus.Archived ? null : NotArchived);
            await _store.RestoreAsync(taken, cancellationToken);
            await AuditAsync("restored", taken, selection, reason, actor, Now, cancellationToken);
            return new RestoreReport(taken.Count, skipped);
        }, cancellationToken);

    /// <summary>Deletes dead letters for good, all of the selection or none.</summary>
    /// <param name="selection">What to delete.</param>
    /// <param name="reason">Why.</param>
    /// <param name="count">How many there are, as a sign that the operator has seen what they do.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ReplayRequestException">The selection or the reason breaks its rule.</exception>
    /// <exception cref="ReplayDeniedException">The operator is no administrator.</exception>
    /// <exception cref="ArchiveConflictException">There are more or fewer, or some are being replayed.</exception>
    public Task<DeleteReport> DeleteAsync(LetterSelection selection, string? reason, long count, ReplayOperator actor,
        CancellationToken cancellationToken) =>
        RunAsync(selection, reason, actor, async ids =>
        {
            if (!actor.MayEdit)
                throw new ReplayDeniedException("To delete dead letters takes the scope deadletters.administer.");
            var letters = await _store.LockAsync(ids, cancellationToken);
            if (letters.Count != count)
                throw new ArchiveConflictException($"{letters.Count} match, not {count}; nothing was deleted.", letters.Count);
            if (letters.Count(letter => letter.Status == DeadLetterStatus.Replaying) is > 0 and var replaying)
            {
                throw new ArchiveConflictException(
                    $"{replaying} are being replayed: wait, or cancel the replay; nothing was deleted.", letters.Count);
            }

            await AuditAsync("deleted", letters, selection, reason, actor, Now, cancellationToken);
            await _store.DeleteAsync(letters, cancellationToken);
            return new DeleteReport(letters.Count);
        }, cancellationToken);

    // Dead letters of other queues are as if they were not there.
    private async Task<T> RunAsync<T>(LetterSelection selection, string? reason, ReplayOperator actor,
        Func<List<long>, Task<T>> run, CancellationToken cancellationToken)
    {
        ReplayRequestCheck.CheckReason(reason);
        var scope = await QueueScope.OfAsync(dbContext, actor.MayReplay, cancellationToken);
        var selected = scope.Limit(dbContext, selection.Of(dbContext, selector, actor.MayUnmask)).Select(letter => letter.Id);
        return await ReplayStrategy.RetryAsync(dbContext, async () =>
        {
            await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
            var result = await run(await selected.ToListAsync(cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            dbContext.ChangeTracker.Clear();
            return result;
        });
    }

    private static (List<SelectedLetter> Taken, List<SkippedLetters> Skipped) Judge(
        LetterSelection selection, List<SelectedLetter> letters, Func<SelectedLetter, string?> judge)
    {
        var judged = letters.ToLookup(judge);
        var known = letters.Select(letter => letter.Id).ToHashSet();
        List<long> unknown = [.. (selection.Ids ?? []).Distinct().Where(id => !known.Contains(id))];
        List<SkippedLetters> skipped =
        [
            .. judged.Where(group => group.Key is not null).Select(group => new SkippedLetters(
                group.Key!, group.Count(), [.. group.Take(ShownIds).Select(letter => letter.Id)])), // filtered
        ];
        if (unknown.Count > 0)
            skipped.Add(new SkippedLetters(Unknown, unknown.Count, [.. unknown.Take(ShownIds)]));
        return ([.. judged[null]], skipped);
    }

    private async Task AuditAsync(string action, List<SelectedLetter> letters, LetterSelection selection, string? reason,
        ReplayOperator actor, DateTime now, CancellationToken cancellationToken)
    {
        if (letters.Count == 0)
            return;

        dbContext.Audit.Add(AuditEntries.Create(now, actor.Name, $"letters.{action}", "dead-letters", reason, new
        {
            letters.Count,
            Query = selection.Query is null ? null : masker.Query(selection.Query),
            Ids = letters.Take(ShownIds).Select(letter => letter.Id),
        }));
        await dbContext.SaveChangesAsync(cancellationToken);
        await _store.AuditAsync(letters,
            AuditEntries.Create(now, actor.Name, AuditEntries.PerLetter + action, "", reason), cancellationToken);
        logger.LettersChanged(letters.Count, action);
    }
}

/// <summary>The result of archiving.</summary>
/// <param name="Archived">How many.</param>
/// <param name="PurgeAt">When they are deleted for good, in UTC.</param>
/// <param name="Skipped">The dead letters that stay as they are, by reason.</param>
public sealed record ArchiveReport(long Archived, DateTime PurgeAt, IReadOnlyList<SkippedLetters> Skipped);

/// <summary>The result of restoring.</summary>
/// <param name="Restored">How many.</param>
/// <param name="Skipped">The dead letters that stay as they are, by reason.</param>
public sealed record RestoreReport(long Restored, IReadOnlyList<SkippedLetters> Skipped);

/// <summary>The result of deleting.</summary>
/// <param name="Deleted">How many.</param>
public sealed record DeleteReport(long Deleted);

/// <summary>The dead letters are others than those that were asked for; nothing was changed.</summary>
/// <param name="message">The dead letters that are there.</param>
/// <param name="count">How many dead letters match.</param>
public sealed class ArchiveConflictException(string message, long count) : Exception(message)
{
    /// <summary>How many dead letters match.</summary>
    public long Count { get; } = count;
}
