using System.Collections.Concurrent;
using Microservices.Chaos.Fleets;

namespace Microservices.Chaos.Faults;

/// <summary>Plays the lanes of a plan beside each other.</summary>
internal sealed class FaultPlayer(Fleet fleet, Action<string> say)
{
    private readonly ConcurrentQueue<PlayedFault> _played = new();

    public IReadOnlyCollection<PlayedFault> Played => _played;

    /// <summary>Plays all; ends when the last one has ended.</summary>
    public Task PlayAsync(IReadOnlyDictionary<Lane, IReadOnlyList<PlannedFault>> plan, CancellationToken cancellationToken) =>
        Task.WhenAll(plan.Values.Select(lane => PlayAsync(lane, cancellationToken)));

    /// <summary>Takes back whatever a fault that was interrupted has left behind.</summary>
    public async Task RecoverAsync()
    {
        foreach (var service in fleet.Services)
        {
            LineFaults.Recover(service.BrokerLine);
            LineFaults.Recover(service.DatabaseLine);
        }

        LineFaults.Recover(fleet.MailLine);
        foreach (var replica in fleet.Replicas.Where(replica => replica.Process.ProcessId is null))
            await replica.Process.StartAsync(untilReady: false);
    }

    private async Task PlayAsync(IReadOnlyList<PlannedFault> lane, CancellationToken cancellationToken)
    {
        foreach (var fault in lane)
        {
            await Task.Delay(fault.After, cancellationToken);
            var from = DateTimeOffset.UtcNow;
            await fault.Kind.PlayAsync(new FaultScene(fleet, fault, say, cancellationToken));
            var played = new PlayedFault(fault, from, DateTimeOffset.UtcNow);
            _played.Enqueue(played);
            say(FormattableString.Invariant($"{fault.Kind.Name}: {fault.Target}, {(played.To - from).TotalSeconds:0.0} s"));
        }
    }
}
