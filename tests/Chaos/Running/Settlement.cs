using System.Diagnostics;
using Microservices.Chaos.Fleets;
using Microservices.Chaos.Judging;
using Microservices.Chaos.Shopping;

namespace Microservices.Chaos.Running;

/// <summary>Waits until nothing happens any more: whatever is not done then, will never be.</summary>
/// <param name="fleet">The services.</param>
/// <param name="evidence">Reads how they stand.</param>
/// <param name="publisher">Who may still have something to send, and knows what cannot be replayed; null when all dead letters stay.</param>
internal sealed class Settlement(Fleet fleet, EvidenceReader evidence, CarelessPublisher? publisher = null)
{
    // The broker counts its queues every 5 s: what it says is true when it has been so for longer.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(7);

    /// <summary>Ends when every replica is ready and outboxes, queues and what can be replayed are empty, or after a time without that.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        var quiet = new Stopwatch();
        while (quiet.Elapsed < Quiet && waited.Elapsed < patience)
        {
            if (await IsQuietAsync(cancellationToken))
                quiet.Start();
            else
                quiet.Reset();
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
        }
    }

    private async Task<bool> IsQuietAsync(CancellationToken cancellationToken)
    {
        try
        {
            return publisher?.IsDone is not false
                && (await Task.WhenAll(fleet.Replicas.Select(replica => replica.Process.IsReadyAsync()))).All(ready => ready)
                && (await evidence.OutboxesAsync()).Values.All(count => count == 0)
                && (await evidence.QueuesAsync()).Values.All(count => count == 0)
                && (publisher is null || await AllReplayedAsync(publisher));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // a server is on its way back
        }
    }

    private async Task<bool> AllReplayedAsync(CarelessPublisher by)
    {
        var hopeless = by.Bad.Select(message => message.MessageId.ToString()).ToHashSet();
        return (await evidence.LettersAsync()).All(letter => letter.Status == "resolved" || hopeless.Contains(letter.MessageKey));
    }
}
