using System.Text;
using Microservices.DeadLetters.Reading;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay.Canary;
using Microservices.DeadLetters.Replay.Editing;
using Microservices.DeadLetters.Replay.Publishing;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Replay.Store;
using Microservices.DeadLetters.Replay.Views;

namespace Microservices.DeadLetters.Replay;

/// <summary>Makes replays: first dry, then for good. The worker does the rest.</summary>
internal sealed class ReplayService(DeadLettersDbContext dbContext, ILetterSelector selector, IReplayTarget target, Masker masker,
    IOptions<ReplayOptions> options, ReplayMetrics metrics, TimeProvider timeProvider, ILogger<ReplayService> logger)
{
    private const int ShownIds = 20;

    private readonly ReplayCandidates _candidates = new(dbContext);

    /// <summary>Tells what a replay would do, and changes nothing.</summary>
    /// <exception cref="ReplayRequestException">A field of the request breaks its rule.</exception>
    /// <exception cref="ReplayDeniedException">The operator may not edit.</exception>
    /// <exception cref="ReplayTargetUnavailableException">The broker cannot be asked for the queues.</exception>
    public async Task<ReplayPreview> PreviewAsync(
        ReplayRequest request, ReplayOperator actor, CancellationToken cancellationToken)
    {
        ReplayRequestCheck.Check(request, options.Value.MaxRate);
        var review = request.Edit is { } edit ? await ReviewAsync(edit, actor, cancellationToken) : null;
        var selection = await SelectAsync(request, actor, cancellationToken);
        var queues = await QueuesAsync(selection, cancellationToken);
        var judged = await _candidates.JudgeAsync(selection, Criteria(request, queues), ShownIds, cancellationToken);
        return new ReplayPreview(
            judged.SingleOrDefault(letters => letters.Reason is null)?.Count ?? 0,
            [.. judged.Where(letters => letters.Reason is not null)
                .Select(letters => new SkippedLetters(letters.Reason!, letters.Count, letters.Ids))], // filtered
            queues,
            review);
    }

    /// <summary>Makes a replay: fixes its list and its reason in one transaction.</summary>
    /// <returns>The replay's id.</returns>
    /// <exception cref="ReplayRequestException">
    /// A field of the request breaks its rule, or nothing is selected, or the edit is not valid.
    /// </exception>
    /// <exception cref="ReplayDeniedException">The operator may not edit.</exception>
    /// <exception cref="ReplayTargetUnavailableException">The broker cannot be asked for the queues.</exception>
    public async Task<Guid> CreateAsync(ReplayRequest request, ReplayOperator actor, CancellationToken cancellationToken)
    {
        ReplayRequestCheck.Check(request, options.Value.MaxRate);
        if (request.Edit is { } edit)
            await RefuseAsync(edit, actor, cancellationToken);

        var selection = await SelectAsync(request, actor, cancellationToken);
        var queues = await QueuesAsync(selection, cancellationToken);
        if (queues.Count == 0)
            throw new ReplayRequestException(request.Query is null ? "ids" : "query", "must select a dead letter: there is none");

        return await ReplayStrategy.RetryAsync(dbContext, () => InsertAsync(
            request, actor, selection, Criteria(request, queues), cancellationToken));
    }

    private async Task<Guid> InsertAsync(ReplayRequest request, ReplayOperator actor, IQueryable<DeadLetter> selection,
        ReplayCriteria criteria, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var job = new ReplayJob
        {
            Id = Guid.CreateVersion7(timeProvider.GetUtcNow()),
            Reason = request.Reason!.Trim(), // checked
            Ticket = request.Ticket,
            Actor = actor.Name,
            Query = request.Query is null ? null : masker.Query(request.Query),
            Rate = request.Rate,
            Canary = request.Canary,
            ResetRedelivery = request.ResetRedelivery,
            State = ReplayState.Running,
            Stage = CanaryStages.StartOf(request.Canary),
            CreatedAt = now,
        };

        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        job.Number = await dbContext.ReplaySql().NumberAsync(dbContext, cancellationToken);
        dbContext.Replays.Add(job);
        await dbContext.SaveChangesAsync(cancellationToken);
        await _candidates.FreezeAsync(selection, criteria, job.Id, now, cancellationToken);
        if (request.Edit is { } edit)
        {
            var body = Encoding.UTF8.GetBytes(edit.Body);
            await dbContext.ReplayItems.Where(item => item.ReplayId == job.Id).ExecuteUpdateAsync(
                update => update.SetProperty(item => item.EditedBody, body), cancellationToken);
        }

        var counts = await ReplayReader.CountAsync(dbContext, job.Id, cancellationToken);
        dbContext.Audit.Add(ReplayAudit.Entry(now, actor.Name, request.Edit is null ? "replay.created" : "replay.edited",
            job.Id, job.Reason, new
            {
                job.Query,
                request.Edit?.Id,
                job.Ticket,
                job.Rate,
                job.Canary,
                job.ResetRedelivery,
                request.OverrideLoopGuard,
                counts.Queued,
                counts.Skipped,
            }));
        await dbContext.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        metrics.Ended(ReplayItemState.Skipped, (int)counts.Skipped);
        logger.ReplayCreated(job.Id, counts.Queued, counts.Skipped);
        return job.Id;
    }

    // What is not in the operator's queues is as if it were not there.
    private async Task<IQueryable<DeadLetter>> SelectAsync(
        ReplayRequest request, ReplayOperator actor, CancellationToken cancellationToken) =>
        (await QueueScope.OfAsync(dbContext, actor.MayReplay, cancellationToken)).Limit(dbContext, Select(request, actor.MayUnmask));

    private IQueryable<DeadLetter> Select(ReplayRequest request, bool mayUnmask)
    {
        if (request.Query is { } query && !string.IsNullOrWhiteSpace(query))
            return selector.Select(dbContext, query, mayUnmask);

        var ids = request.Edit is { } edit ? [edit.Id] : request.Ids!.Distinct().ToArray(); // checked: one of them is there
        return dbContext.DeadLetters.Where(letter => ids.Contains(letter.Id));
    }

    private async Task<IReadOnlyList<TargetState>> QueuesAsync(
        IQueryable<DeadLetter> selection, CancellationToken cancellationToken)
    {
        var names = await selection.Select(letter => letter.Queue).Distinct().OrderBy(name => name)
            .ToListAsync(cancellationToken);
        List<TargetState> queues = [];
        foreach (var name in names)
        {
            var messages = await target.CountAsync(name, cancellationToken);
            queues.Add(new TargetState(name, messages is not null, messages));
        }

        return queues;
    }

    private static ReplayCriteria Criteria(ReplayRequest request, IReadOnlyList<TargetState> queues) => new(
        [.. queues.Where(queue => !queue.Exists).Select(queue => queue.Queue)],
        request.OverrideLoopGuard is not null);

    // The review tells the original's values, unmasked: only to who may edit the message, in a dry run, too.
    private async Task<EditReview?> ReviewAsync(ReplayEdit edit, ReplayOperator actor, CancellationToken cancellationToken)
    {
        if (!actor.MayEdit)
            throw new ReplayDeniedException("To replay an edited message takes the scope deadletters.administer.");

        var letter = await dbContext.DeadLetters.AsNoTracking().Where(letter => letter.Id == edit.Id)
            .Select(letter => new { letter.Queue, letter.Body, letter.ContentType, letter.MessageType })
            .SingleOrDefaultAsync(cancellationToken);
        return letter is null || !actor.MayReplay(letter.Queue)
            ? null
            : EditChecker.Check(letter.Body, edit.Body, letter.ContentType, letter.MessageType);
    }

    private async Task RefuseAsync(ReplayEdit edit, ReplayOperator actor, CancellationToken cancellationToken)
    {
        if (await ReviewAsync(edit, actor, cancellationToken) is { Problems: [var problem, ..] })
            throw new ReplayRequestException("edit", $"must have at '{problem.Path}': {problem.Expected}");
    }
}
