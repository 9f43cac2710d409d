using Microservices.Chaos.Fleets;
using Microservices.Testing;

namespace Microservices.Chaos.Faults;

/// <summary>What happens on the lines from the services to broker and databases.</summary>
internal static class LineFaults
{
    private const string ToBroker = " to broker";
    private const string ToDatabase = " to database";

    private static readonly string[] Lines =
        [.. ServiceNames.All.SelectMany(service => new[] { service + ToBroker, service + ToDatabase })];

    public static IReadOnlyList<FaultKind> Kinds { get; } =
    [
        new("cut", Lane.Lines, Lines, CutAsync),
        new("refuse", Lane.Lines, Lines, scene => HoldAsync(scene, line => { line.Refuse(); line.CutConnections(); })),
        new("stall, half open", Lane.Lines, Lines, scene => HoldAsync(scene, line => line.Pause())),
        new("slow down", Lane.Lines, Lines, scene => HoldAsync(scene, line => line.Latency = TimeSpan.FromMilliseconds(5 + 45 * scene.Fault.Strength))),
        new("narrow", Lane.Lines, Lines, scene => HoldAsync(scene, line => line.BytesPerSecond = 50_000 + (int)(200_000 * scene.Fault.Strength))),
    ];

    /// <summary>Makes a line whole again.</summary>
    public static void Recover(TcpProxy line)
    {
        line.Latency = TimeSpan.Zero;
        line.BytesPerSecond = 0;
        line.Resume();
        line.Accept();
    }

    private static Task CutAsync(FaultScene scene)
    {
        Find(scene).CutConnections();
        return Task.CompletedTask;
    }

    private static async Task HoldAsync(FaultScene scene, Action<TcpProxy> begin)
    {
        var line = Find(scene);
        begin(line);
        try
        {
            await scene.HoldAsync(times: 2);
        }
        finally
        {
            Recover(line);
        }
    }

    private static TcpProxy Find(FaultScene scene) => scene.Fault.Target.EndsWith(ToBroker, StringComparison.Ordinal)
        ? scene.Fleet[scene.Fault.Target[..^ToBroker.Length]].BrokerLine
        : scene.Fleet[scene.Fault.Target[..^ToDatabase.Length]].DatabaseLine;
}
