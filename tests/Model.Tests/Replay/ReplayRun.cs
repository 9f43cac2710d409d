using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.Model.Tests.Simulation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.Model.Tests.Replay;

/// <summary>
/// Plays actions with a replay, lets everything recover, and compares what the service believes with what the consumer did.
/// </summary>
internal sealed class ReplayRun(IReadOnlyList<ReplayProcess> processes, ModelConsumer consumer, FakeTimeProvider time)
{
    public const string Queue = "model";

    private const int Letters = 4;
    private const int MostRounds = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private static readonly ReplayOperator Ada = new("ada", _ => true, MayEdit: true);
    private static readonly WorkerStep Untroubled = new(0, null, []);

    private readonly Dictionary<long, int> _excused = [];
    private Guid _replay;
    private long _canary;
    private bool _isCancelled;
    private bool _isResumed;

    /// <summary>Plays; tells what is wrong, or null.</summary>
    public async Task<string?> PlayAsync(bool canary, IReadOnlyList<ReplayAction> actions)
    {
        _replay = await CreateAsync(canary);
        _canary = await processes[0].UseAsync((DeadLettersDbContext context) => context.ReplayItems
            .Where(item => item.ReplayId == _replay).OrderBy(item => item.Ordinal).Select(item => item.Id).FirstAsync());
        foreach (var action in actions)
        {
            var sent = consumer.Sent.Values.Sum();
            var wasCancelled = _isCancelled;
            await PlayAsync(action);
            if (wasCancelled && consumer.Sent.Values.Sum() > sent)
                return $"after {action}: a message was sent by a replay that had been cancelled";
            if (canary && !_isResumed && await PassedOverAsync() is { } state)
                return $"after {action}: the canary is {state}, and another message was sent";
        }

        return await RecoverAsync() ?? await FindWrongAsync();
    }

    /// <summary>What became of the canary, if others were sent although it was not processed.</summary>
    private async Task<string?> PassedOverAsync()
    {
        if (consumer.Sent.Keys.All(item => item == _canary))
            return null;

        var state = await processes[0].UseAsync((DeadLettersDbContext context) => context.ReplayItems
            .Where(item => item.Id == _canary).Select(item => item.State).SingleAsync());
        return state == ReplayItemState.Processed ? null : state;
    }

    private async Task<Guid> CreateAsync(bool canary)
    {
        var letters = await processes[0].UseAsync(async (DeadLettersDbContext context) =>
        {
            var group = new DeadLetterGroup { Fingerprint = $"{Guid.NewGuid():N}", Queue = Queue, Cause = "fault", Title = "x", OpenCount = Letters };
            context.Groups.Add(group);
            await context.SaveChangesAsync();
            var added = Enumerable.Range(0, Letters).Select(_ => Letter(group.Id)).ToList();
            context.DeadLetters.AddRange(added);
            await context.SaveChangesAsync();
            return added.Select(letter => letter.Id).ToList();
        });
        return await processes[0].UseAsync((ReplayService service) => service.CreateAsync(
            new ReplayRequest { Ids = letters, Reason = "model", Canary = canary, Rate = 1_000 }, Ada, CancellationToken.None));
    }

    private DeadLetter Letter(long group)
    {
        var key = Guid.NewGuid();
        return new DeadLetter
        {
            Queue = Queue,
            SourceQueue = $"{Queue}_error",
            MessageKey = $"{key}",
            MessageId = key,
            Cause = "fault",
            GroupId = group,
            Body = "{}"u8.ToArray(),
            Headers = "{}",
            FirstFailedAt = time.GetUtcNow().UtcDateTime,
            LastFailedAt = time.GetUtcNow().UtcDateTime,
        };
    }

    private async Task PlayAsync(ReplayAction action)
    {
        switch (action)
        {
            case ReplayAction.Step step:
                await StepAsync(step.Work);
                break;
            case ReplayAction.AtOnce both:
                await AtOnceAsync(both);
                break;
            case ReplayAction.Consume consume:
                consumer.Consume(consume.Succeeds);
                break;
            case ReplayAction.Hear hear:
                await HearAsync(hear.Twice);
                break;
            case ReplayAction.Decide decide:
                await DecideAsync(decide.What);
                break;
            case ReplayAction.Wait wait:
                time.Advance(TimeSpan.FromSeconds(wait.Seconds));
                break;
        }
    }

    private async Task StepAsync(WorkerStep work, Turns? turns = null)
    {
        Excuse(await Of(work.Process).StepAsync(_replay, work, turns));
    }

    // What may have been sent is sent again: a message may then come twice, and the inbox absorbs it.
    private void Excuse(IEnumerable<long> items)
    {
        lock (_excused)
            foreach (var item in items)
                _excused[item] = _excused.GetValueOrDefault(item) + 1;
    }

    private async Task AtOnceAsync(ReplayAction.AtOnce both)
    {
        var before = new Dictionary<long, int>(consumer.Sent);
        using var turns = new Turns(both.Order);
        var clock = new SimulatedProcess();
        clock.Start(turns: turns);
        var desk = new SimulatedProcess();
        desk.Start(turns: turns);
        var ear = new SimulatedProcess();
        ear.Start(turns: turns);
        await turns.RunAsync(
            () => StepAsync(both.First, turns),
            () => StepAsync(both.Second, turns),
            async () =>
            {
                await clock.StepAsync();
                time.Advance(TimeSpan.FromSeconds(both.Seconds));
            },
            async () =>
            {
                await desk.StepAsync();
                if (both.Decision is { } decision)
                    await DecideAsync(decision);
            },
            async () =>
            {
                await ear.StepAsync();
                if (both.Hears)
                    await HearAsync(twice: false);
            });
        // One may have been taken for dead by the other.
        if (both.Seconds > 0)
            Excuse(consumer.Sent.Keys.Where(item => consumer.Sent[item] > before.GetValueOrDefault(item)));
    }

    private async Task DecideAsync(Decision decision)
    {
        // At a desk of its own: no worker's process.
        var change = await processes[^1].UseAsync((ReplayControl control) => decision switch
        {
            Decision.Pause => control.PauseAsync(_replay, "model", Ada, CancellationToken.None),
            Decision.Resume => control.ResumeAsync(_replay, "model", Ada, CancellationToken.None),
            _ => control.CancelAsync(_replay, "model", Ada, CancellationToken.None),
        });
        _isCancelled |= decision == Decision.Cancel && change is { IsDone: true };
        _isResumed |= decision == Decision.Resume && change is { IsDone: true };
    }

    private async Task HearAsync(bool twice)
    {
        if (!consumer.Outcomes.TryDequeue(out var outcome))
            return;

        for (var times = twice ? 2 : 1; times > 0; times--)
        {
            if (outcome.Processed)
                await processes[^1].UseAsync((ReplayOutcome service) => service.ProcessedAsync(outcome.Item, Queue, null, CancellationToken.None));
            else
                await processes[^1].UseAsync(async (ReplayOutcome service) => await service.FailedAgainAsync(
                    [new FailedReplay(outcome.Item, await LetterOfAsync(outcome.Item))], CancellationToken.None));
        }
    }

    private Task<long> LetterOfAsync(long item) => processes[^1].UseAsync((DeadLettersDbContext context) =>
        context.ReplayItems.Where(row => row.Id == item).Select(row => row.DeadLetterId).SingleAsync());

    private ReplayProcess Of(int number) => processes[number % (processes.Count - 1)];

    private async Task<string?> RecoverAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            while (!consumer.IsEmpty)
                consumer.Consume(succeeds: true);
            while (consumer.Outcomes.Count > 0)
                await HearAsync(twice: false);
            if (await processes[0].UseAsync((DeadLettersDbContext context) => context.Replays.AnyAsync(job => job.Id == _replay && job.FinishedAt != null)))
                return null;

            await DecideAsync(Decision.Resume);
            await StepAsync(Untroubled);
            if (consumer.IsEmpty)
                time.Advance(Patience); // what is claimed by the dead, and what nobody answers
        }

        return $"the replay has not ended after {MostRounds} rounds without trouble";
    }

    private async Task<string?> FindWrongAsync()
    {
        var items = await processes[0].UseAsync((DeadLettersDbContext context) => context.ReplayItems.AsNoTracking().Where(item => item.ReplayId == _replay)
            .Join(context.DeadLetters, item => item.DeadLetterId, letter => letter.Id, (item, letter) => new { item.Id, item.Ordinal, item.State, letter.Status })
            .OrderBy(item => item.Ordinal).ToListAsync());
        foreach (var item in items)
        {
            var isProcessed = consumer.Processed.Contains(item.Id);
            if (item.State == ReplayItemState.Processed != isProcessed)
                return $"item {item.Ordinal} is {item.State}, and the consumer has {(isProcessed ? "" : "not ")}processed it";
            if (item.Status != (isProcessed ? DeadLetterStatus.Resolved : DeadLetterStatus.Open))
                return $"item {item.Ordinal} is {item.State}, and its dead letter {item.Status}";
            if (ReplayItemState.Active.Contains(item.State))
                return $"the replay has ended, and item {item.Ordinal} is {item.State}";
            if (consumer.Sent.GetValueOrDefault(item.Id) is var sent && sent > 1 + _excused.GetValueOrDefault(item.Id))
                return $"item {item.Ordinal} was sent {sent} times, {_excused.GetValueOrDefault(item.Id)} of them with an excuse";
        }

        return null;
    }
}
