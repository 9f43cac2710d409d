using Microservices.Chaos.Fleets;
using Microservices.Testing;

namespace Microservices.Chaos.Faults;

/// <summary>What happens to processes.</summary>
internal static class ServiceFaults
{
    private const int BytesOfSomeMessages = 8 * 1024;

    // More than a message that nobody can read, which comes before any order is answered.
    private const int BytesOfFirstEvents = 2 * 1024;

    public static IReadOnlyList<FaultKind> Kinds(int replicas)
    {
        string[] targets = [.. ServiceNames.All.SelectMany(service => Enumerable.Range(1, replicas).Select(number => $"{service}-{number}"))];
        return
        [
            Kill(targets),
            new FaultKind("freeze, then kill", Lane.Services, targets, FreezeAndKillAsync),
            new FaultKind("stop by SIGTERM", Lane.Services, targets, scene => EndAsync(scene, replica => replica.Process.StopAsync())),
            new FaultKind("freeze", Lane.Services, targets, FreezeAsync),
            new FaultKind("scale up and down", Lane.Services, ServiceNames.All, ScaleAsync),
            .. Clock.IsAvailable ? [new FaultKind("set the clock wrong", Lane.Services, targets, SkewAsync)] : Array.Empty<FaultKind>(),
        ];
    }

    public static FaultKind Kill(params string[] targets) =>
        new("kill", Lane.Services, targets, scene => EndAsync(scene, replica => replica.Process.KillAsync()));

    /// <summary>A kill when the first events have passed the broker, and the next are on their way.</summary>
    public static FaultKind KillAtWork(params string[] targets) => new("kill at work", Lane.Services, targets, KillAtWorkAsync);

    /// <summary>A freeze, and a kill when the broker has delivered some messages, which are gone with the process.</summary>
    public static FaultKind KillAtDelivery(params string[] targets) => new("kill at delivery", Lane.Services, targets, KillAtDeliveryAsync);

    private static async Task EndAsync(FaultScene scene, Func<Replica, Task> end)
    {
        var replica = Find(scene);
        await end(replica);
        await scene.HoldAsync();
        await replica.Process.StartAsync(untilReady: false);
    }

    private static async Task FreezeAsync(FaultScene scene)
    {
        var replica = Find(scene);
        await replica.Process.FreezeAsync();
        try
        {
            await scene.HoldAsync(times: 3);
        }
        finally
        {
            await replica.Process.ThawAsync();
        }
    }

    private static async Task FreezeAndKillAsync(FaultScene scene)
    {
        var replica = Find(scene);
        await replica.Process.FreezeAsync();
        await scene.HoldAsync();
        await replica.Process.KillAsync();
        await replica.Process.StartAsync(untilReady: false);
    }

    private static async Task KillAtWorkAsync(FaultScene scene)
    {
        await WaitForBrokerAsync(scene, BytesOfFirstEvents);
        await EndAsync(scene, replica => replica.Process.KillAsync());
    }

    private static async Task KillAtDeliveryAsync(FaultScene scene)
    {
        await Find(scene).Process.FreezeAsync();
        await WaitForBrokerAsync(scene, BytesOfSomeMessages);
        await EndAsync(scene, replica => replica.Process.KillAsync());
    }

    private static async Task WaitForBrokerAsync(FaultScene scene, int bytes)
    {
        var replica = Find(scene);
        var line = scene.Fleet.Services.Single(service => service.Replicas.Contains(replica)).BrokerLine;
        var before = line.BytesToClients;
        await Eventually.Holds(() => line.BytesToClients > before + bytes, $"{replica.Name} to hear of the broker", cancellationToken: scene.Cancellation);
    }

    private static async Task ScaleAsync(FaultScene scene)
    {
        var replica = scene.Fleet[scene.Fault.Target].Add();
        await replica.Process.StartAsync(untilReady: false);
        await scene.HoldAsync(times: 3);
        await replica.Process.StopAsync();
        scene.Fleet[scene.Fault.Target].Remove(replica);
        await replica.DisposeAsync();
    }

    private static async Task SkewAsync(FaultScene scene)
    {
        var replica = Find(scene);
        await replica.Process.KillAsync();
        await replica.ReplaceAsync([.. Clock.Skewed(scene.Fault.Strength)]);
        await replica.Process.StartAsync(untilReady: false);
        await scene.HoldAsync(times: 3);
        await replica.Process.KillAsync();
        await replica.ReplaceAsync();
        await replica.Process.StartAsync(untilReady: false);
    }

    private static Replica Find(FaultScene scene)
    {
        var replica = scene.Fleet.Replicas.First(replica => replica.Name == scene.Fault.Target);
        return replica.Process.HasCrashed ? throw new InvalidOperationException($"{replica.Name} ended by itself.") : replica;
    }
}
