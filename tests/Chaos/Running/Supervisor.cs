using Microservices.Chaos.Fleets;

namespace Microservices.Chaos.Running;

/// <summary>
/// Starts a service again that has ended because its bus had given up the broker, as whatever runs it does in production. One
/// that ended for another reason stays ended, and the judge sees it.
/// </summary>
internal sealed class Supervisor(Fleet fleet, Action<string> say)
{
    private const string GaveUp = "has made no attempt to reach the broker";
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(200);

    /// <summary>How many it has started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Watches until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Round, cancellationToken);
            foreach (var replica in fleet.Replicas.Where(replica => replica.Process.HasCrashed
                && replica.Process.Output.Any(line => line.Contains(GaveUp, StringComparison.Ordinal))))
            {
                say($"{replica.Name} gave up the broker, and is started again");
                Restarts++;
                await replica.Process.KillAsync(); // has ended: its traces
                await replica.Process.StartAsync(untilReady: false);
            }
        }
    }
}
