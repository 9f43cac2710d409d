using Microservices.DeadLetters.Replay.Publishing;
using Microservices.Model.Tests.Simulation;

namespace Microservices.Model.Tests.Replay;

/// <summary>The consumer's queue, as a worker sees it.</summary>
internal sealed class ModelTarget(SimulatedProcess process, Action<long> enqueue) : IReplayTarget
{
    private readonly List<long> _known = [];
    private readonly List<long> _unknown = [];
    private Queue<PublishFate> _fates = [];

    /// <summary>What a worker's step has sent and was told so.</summary>
    public IReadOnlyList<long> Known => _known;

    /// <summary>What it has sent and was not told so.</summary>
    public IReadOnlyList<long> Unknown => _unknown;

    /// <summary>Begins a worker's step.</summary>
    /// <param name="fates">What becomes of its messages; all further ones are confirmed.</param>
    public void Begin(IEnumerable<PublishFate> fates)
    {
        _known.Clear();
        _unknown.Clear();
        _fates = new Queue<PublishFate>(fates);
    }

    public Task<long?> CountAsync(string queue, CancellationToken cancellationToken) => Task.FromResult<long?>(0);

    public async Task<IReadOnlyList<PublishResult>> PublishAsync(IReadOnlyList<ReplayMessage> messages, CancellationToken cancellationToken)
    {
        List<PublishResult> results = [];
        foreach (var message in messages)
        {
            await process.StepAsync();
            var fate = _fates.TryDequeue(out var drawn) ? drawn : PublishFate.Confirmed;
            if (fate is PublishFate.Confirmed or PublishFate.Unconfirmed)
            {
                enqueue(message.ItemId);
                (fate == PublishFate.Confirmed ? _known : _unknown).Add(message.ItemId);
            }

            results.Add(fate switch
            {
                PublishFate.Confirmed => new PublishResult(PublishOutcome.Published),
                PublishFate.Refused => new PublishResult(PublishOutcome.Refused),
                PublishFate.Unroutable => new PublishResult(PublishOutcome.Unroutable),
                _ => new PublishResult(PublishOutcome.Unknown, "nothing was heard"),
            });
        }

        await process.StepAsync();
        return results;
    }
}
