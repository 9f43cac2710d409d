using System.Runtime.CompilerServices;
using Microservices.Testing.Servers;

namespace Microservices.Testing.Tests;

/// <summary>
/// The shared servers are known by their addresses only. Of a server that the garbage collector takes the standard input is
/// closed, which ends it in the middle of a test.
/// </summary>
public sealed class When_nobody_holds_a_server
{
    [Fact]
    public async Task Should_run_until_the_process_ends()
    {
        var server = await StartAsync(TestContext.Current.CancellationToken);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        server.TryGetTarget(out var kept).ShouldBeTrue();
        await using (kept)
        {
            kept!.HasEnded.ShouldBeFalse();
        }
    }

    // A method of its own: a local variable of the test's would hold the server in a debug build.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference<LocalServer>> StartAsync(CancellationToken cancellationToken)
    {
        var server = new LocalServer(new LocalServerPlan
        {
            Address = new ServerAddress("127.0.0.1", FreePort.Next(), FreePort.Next()),
            ToolFolder = "/usr/bin",
            Script = "exec sleep 600",
            Arguments = [],
            Files = new Dictionary<string, string>(),
            Environment = new Dictionary<string, string>(),
            User = "nobody",
            EndSignal = "KILL",
            StopSignal = "TERM",
        });
        await server.StartAsync(cancellationToken);
        return new WeakReference<LocalServer>(server);
    }
}
