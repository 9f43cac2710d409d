using Microservices.DeadLetters.Auditing;
using Microservices.DeadLetters.Replay.Publishing;
using Microservices.DeadLetters.Replay.Views;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>Tells what happened to a dead letter, in the order of time.</summary>
internal sealed class LetterTimeline(DeadLettersDbContext dbContext)
{
    /// <summary>Tells it.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(long id, IEnumerable<Attempt> attempts,
        IReadOnlyCollection<LetterReplay> replays, Func<string?, string?> text, CancellationToken cancellationToken)
    {
        var target = AuditEntries.Letter(id);
        var actions = await dbContext.Audit.AsNoTracking().Where(entry => entry.Target == target).OrderBy(entry => entry.Id)
            .ToListAsync(cancellationToken);
        var ended = replays.Where(replay => replay.FinishedAt is not null).Select(replay => new TimelineEntry(
            replay.FinishedAt!.Value, replay.State, null, replay.ItemReason)); // filtered
        return
        [
            .. attempts.Select(attempt => new TimelineEntry(attempt.FailedAt, "failed", null, Describe(attempt, text)))
                .Concat(replays.Select(replay => new TimelineEntry(
                    replay.CreatedAt, "replay_made", replay.Actor, replay.Edited ? $"{replay.Reason} (edited)" : replay.Reason)))
                .Concat(replays.Where(replay => replay.PublishedAt is not null)
                    .Select(replay => new TimelineEntry(replay.PublishedAt!.Value, "replayed", null, null))) // filtered
                .Concat(ended)
                .Concat(actions.Select(entry => new TimelineEntry(entry.At, entry.Action, entry.Actor, entry.Reason)))
                .OrderBy(entry => entry.At),
        ];
    }

    private static string Describe(Attempt attempt, Func<string?, string?> text)
    {
        var tries = attempt.RetryCount > 0 || attempt.RedeliveryCount > 0
            ? attempt.RedeliveryCount == RedeliveryBudget.UsedUp
                ? $" ({attempt.RetryCount} retries, no redelivery: the replay was to fail fast)"
                : $" ({attempt.RetryCount} retries, {attempt.RedeliveryCount} redeliveries)"
            : "";
        return attempt.ExceptionType is null
            ? $"{attempt.Cause} in {attempt.SourceQueue}{tries}"
            : $"{attempt.ExceptionType}: {text(attempt.ExceptionMessage)}{tries}";
    }
}
