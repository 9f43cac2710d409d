namespace Microservices.Chaos.Faults;

/// <summary>What happens to the broker and to the database server.</summary>
internal static class ServerFaults
{
    public static IReadOnlyList<FaultKind> Kinds { get; } =
    [
        new("kill", Lane.Servers, ["broker"], KillBrokerAsync),
        new("restart", Lane.Servers, ["broker"], RestartBrokerAsync),
        new("fill the disk", Lane.Servers, ["broker"], FillDiskAsync),
        new("kill", Lane.Servers, ["database server"], KillDatabasesAsync),
        new("restart", Lane.Servers, ["database server"], RestartDatabasesAsync),
    ];

    private static async Task KillBrokerAsync(FaultScene scene)
    {
        await scene.Fleet.Broker.KillAsync(scene.Cancellation);
        await scene.HoldAsync();
        await StartBrokerAsync(scene);
    }

    private static async Task RestartBrokerAsync(FaultScene scene)
    {
        await scene.Fleet.Broker.StopAsync(scene.Cancellation);
        await scene.HoldAsync();
        await StartBrokerAsync(scene);
    }

    private static async Task StartBrokerAsync(FaultScene scene)
    {
        await scene.Fleet.Broker.RestartAsync(scene.Cancellation);
        // What somebody on call does, too.
        if (await scene.Fleet.Broker.ElectLeadersAsync(scene.Cancellation) is { Length: > 0 } leaderless)
            scene.Say($"the broker left queues without a leader: {leaderless}");
    }

    private static async Task FillDiskAsync(FaultScene scene)
    {
        await scene.Fleet.Broker.RaiseDiskAlarmAsync(scene.Cancellation);
        await scene.HoldAsync(times: 2);
        await scene.Fleet.Broker.ClearDiskAlarmAsync(scene.Cancellation);
    }

    private static async Task KillDatabasesAsync(FaultScene scene)
    {
        await scene.Fleet.Databases.KillAsync(scene.Cancellation);
        await scene.HoldAsync();
        await scene.Fleet.Databases.RestartAsync(scene.Cancellation);
    }

    private static async Task RestartDatabasesAsync(FaultScene scene)
    {
        await scene.Fleet.Databases.StopAsync(scene.Cancellation);
        await scene.HoldAsync();
        await scene.Fleet.Databases.RestartAsync(scene.Cancellation);
    }
}
