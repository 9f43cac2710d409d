using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Model.Tests.Simulation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.Model.Tests.Outbox;

/// <summary>Plays steps with the outbox, and compares it with what an outbox is: a list of what the broker must still get.</summary>
internal sealed class OutboxRun(IReadOnlyList<OutboxProcess> processes, FakeTimeProvider time)
{
    private const int MostRounds = 20;

    private readonly List<IReadOnlyList<Guid>> _outboxes = [];
    private readonly SortedDictionary<long, Guid> _sent = [];
    private readonly HashSet<Guid> _consumed = [];
    private readonly HashSet<Guid> _disturbed = [];
    private readonly Dictionary<Guid, int> _excused = [];

    /// <summary>Plays the steps, lets everything recover, and tells what is wrong; null when nothing is.</summary>
    public async Task<string?> PlayAsync(IReadOnlyList<OutboxStep> steps)
    {
        await processes[0].ReadAsync(context => context.Set<OutboxMessage>().ExecuteDeleteAsync());
        await processes[0].ReadAsync(context => context.Set<OutboxState>().ExecuteDeleteAsync());
        await processes[0].ReadAsync(context => context.Set<InboxState>().ExecuteDeleteAsync());
        await processes[0].ReadAsync(context => context.Set<Effect>().ExecuteDeleteAsync());
        foreach (var process in processes)
            await process.RestartAsync();
        foreach (var step in steps)
        {
            if ((await PlayAsync(step) ?? await FindLossAsync()) is { } wrong)
                return $"after {step}: {wrong}";
        }

        return await RecoverAsync() ?? FindDoubles() ?? FindDisorder();
    }

    private async Task<string?> PlayAsync(OutboxStep step)
    {
        switch (step)
        {
            case OutboxStep.Commit commit:
                return await CommitAsync(commit);
            case OutboxStep.Restart restart:
                await Of(restart.Process).RestartAsync();
                break;
            case OutboxStep.Deliver deliver:
                Note(await Of(deliver.Work.Process).DeliverAsync(deliver.Work));
                break;
            case OutboxStep.DeliverAtOnce both:
                foreach (var record in await DeliverAtOnceAsync(both))
                    Note(record);
                break;
            case OutboxStep.Wait wait:
                time.Advance(TimeSpan.FromSeconds(wait.Seconds));
                break;
        }

        return null;
    }

    // All or nothing; nothing only of a copy, or when the process was killed.
    private async Task<string?> CommitAsync(OutboxStep.Commit commit)
    {
        IReadOnlyList<Guid> messages = [.. Enumerable.Range(0, commit.Messages).Select(_ => Guid.NewGuid())];
        await Of(commit.Process).CommitAsync(commit, messages);
        var stored = await processes[0].ReadAsync(context => context.Set<OutboxMessage>()
            .Where(message => messages.Contains(message.MessageId)).OrderBy(message => message.SequenceNumber)
            .Select(message => message.MessageId).ToListAsync());

        var effects = await processes[0].ReadAsync(context => context.Set<Effect>().CountAsync(effect => effect.Of == messages[0]));
        if (effects != (stored.Count == 0 ? 0 : commit.HasCause ? 2 : 1))
            return $"{effects} effects are stored with {stored.Count} messages";

        var isCopy = commit.Consumed is { } consumed && _consumed.Contains(consumed);
        if (stored.Count == 0)
            return isCopy || commit.KilledAfter is not null ? null : "its messages are not stored";
        if (!stored.SequenceEqual(messages))
            return $"{stored.Count} of its {messages.Count} messages are stored, or not in their order";
        if (isCopy)
            return "a copy was consumed";

        _outboxes.Add(messages);
        if (commit.Consumed is { } key)
            _consumed.Add(key);
        return null;
    }

    private async Task<IReadOnlyList<DeliveryRecord>> DeliverAtOnceAsync(OutboxStep.DeliverAtOnce both)
    {
        using var turns = new Turns(both.Order);
        var records = new DeliveryRecord[2];
        await turns.RunAsync(
            async () => records[0] = await Of(both.First.Process).DeliverAsync(both.First, turns),
            async () => records[1] = await Of(both.Second.Process).DeliverAsync(both.Second, turns));
        return records;
    }

    private OutboxProcess Of(int number) => processes[number % processes.Count];

    private void Note(DeliveryRecord record)
    {
        foreach (var (at, message) in record.Accepted)
        {
            _sent.Add(at, message);
            if (record.IsDisturbed(message))
                _excused[message] = _excused.GetValueOrDefault(message) + 1;
        }

        _disturbed.UnionWith(_outboxes.SelectMany(outbox => outbox).Where(record.IsDisturbed));
    }

    private async Task<string?> FindLossAsync()
    {
        var stored = (await processes[0].ReadAsync(context => context.Set<OutboxMessage>().Select(message => message.MessageId).ToListAsync())).ToHashSet();
        var lost = _outboxes.SelectMany(outbox => outbox).FirstOrDefault(message => !stored.Contains(message) && !_sent.ContainsValue(message));
        return lost == default ? null : $"message {Name(lost)} is not stored any more, and the broker does not have it";
    }

    private async Task<string?> RecoverAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await processes[0].ReadAsync(context => context.Set<OutboxMessage>().CountAsync()) == 0)
                return await FindLossAsync() ?? await FindRestAsync();
            time.Advance(TimeSpan.FromMinutes(2));
            foreach (var process in processes)
                Note(await process.DeliverAsync(new Delivery(0, IsStored: true, null, [])));
            foreach (var process in processes)
                Note(await process.DeliverAsync(new Delivery(0, IsStored: false, null, [])));
        }

        return $"messages are still stored after {MostRounds} deliveries without trouble";
    }

    private async Task<string?> FindRestAsync() =>
        await processes[0].ReadAsync(context => context.Set<OutboxState>().CountAsync()) is > 0 and var count ? $"{count} outboxes without messages are left" : null;

    private string? FindDoubles()
    {
        var doubled = _sent.Values.CountBy(message => message)
            .FirstOrDefault(message => message.Value > 1 + _excused.GetValueOrDefault(message.Key));
        return doubled.Key == default ? null : $"message {Name(doubled.Key)} was sent {doubled.Value} times, {_excused.GetValueOrDefault(doubled.Key)} of them with an excuse";
    }

    private string? FindDisorder()
    {
        foreach (var outbox in _outboxes.Where(outbox => !outbox.Any(_disturbed.Contains)))
        {
            var order = _sent.Values.Where(outbox.Contains).ToList();
            if (!order.SequenceEqual(outbox))
                return $"the messages of transaction {_outboxes.IndexOf(outbox)} were sent in the order {string.Join(' ', order.Select(Name))}";
        }

        return null;
    }

    private string Name(Guid message)
    {
        var transaction = _outboxes.FindIndex(outbox => outbox.Contains(message));
        return $"{transaction}.{_outboxes[transaction].ToList().IndexOf(message)}";
    }
}
