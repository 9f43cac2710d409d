using Microservices.Chaos.Fleets;

namespace Microservices.Chaos.Faults;

/// <summary>What happens to processes.</summary>
internal static class ServiceFaults
{
    private static readonly TimeSpan TimeOfWork = TimeSpan.FromSeconds(2);

    public static IReadOnlyList<FaultKind> Kinds(int replicas)
    {
        string[] targets = [.. ServiceNames.All.SelectMany(service => Enumerable.Range(1, replicas).Select(number => $"{service}-{number}"))];
        return
        [
            Kill(targets),
            FreezeAndKill(targets),
            new FaultKind("stop by SIGTERM", Lane.Services, targets, scene => EndAsync(scene, replica => replica.Process.StopAsync())),
            new FaultKind("freeze", Lane.Services, targets, FreezeAsync),
            new FaultKind("scale up and down", Lane.Services, ServiceNames.All, ScaleAsync),
            .. Clock.IsAvailable ? [new FaultKind("set the clock wrong", Lane.Services, targets, SkewAsync)] : Array.Empty<FaultKind>(),
        ];
    }

    public static FaultKind Kill(params string[] targets) =>
        new("kill", Lane.Services, targets, scene => EndAsync(scene, replica => replica.Process.KillAsync()));

    /// <summary>A kill of a process that has been at work for a while.</summary>
    public static FaultKind KillAtWork(params string[] targets) => new("kill at work", Lane.Services, targets, KillAtWorkAsync);

    /// <summary>What the kernel has taken for the process meanwhile is gone with it.</summary>
    public static FaultKind FreezeAndKill(params string[] targets) => new("freeze, then kill", Lane.Services, targets, FreezeAndKillAsync);

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
        var replica = Find(scene);
        await replica.Process.IsReadyAgainAsync();
        await Task.Delay(TimeOfWork, scene.Cancellation);
        await EndAsync(scene, _ => replica.Process.KillAsync());
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
