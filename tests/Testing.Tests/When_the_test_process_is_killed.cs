using System.Diagnostics;

namespace Microservices.Testing.Tests;

/// <summary>Runs the supervisor's script by itself: what it does when nobody holds its standard input any more.</summary>
public sealed class When_the_test_process_is_killed
{
    [Fact]
    public async Task Should_end_the_server_and_remove_its_data()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var data = Directory.CreateTempSubdirectory("testing-tests-").FullName;
        using var parent = StartParentOfSupervisor(data);
        var started = Path.Combine(data, "started");
        await Eventually.Holds(() => File.Exists(started) && File.ReadAllText(started).EndsWith('\n'),
            "the server runs", cancellationToken: cancellation);
        var serverId = int.Parse(await File.ReadAllTextAsync(started, cancellation), provider: null);
        IsRunning(serverId).ShouldBeTrue();

        parent.Kill();

        await Eventually.Holds(() => !Directory.Exists(data), "the data is removed", cancellationToken: cancellation);
        IsRunning(serverId).ShouldBeFalse();
    }

    /// <summary>A shell that keeps the supervisor's input open, as a test process does, and is killed like one.</summary>
    private static Process StartParentOfSupervisor(string data)
    {
        var script = Path.Combine(TestData.RepositoryRoot, "tests/Testing/Servers/supervise.sh");
        var start = new ProcessStartInfo("sh") { UseShellExecute = false };
        // The redirection of 4 makes this shell the only holder of the pipe's writing end.
        string[] arguments =
        [
            "-c",
            """
            pipe=$1.pipe; mkfifo "$pipe"
            setsid sh "$2" "$1" "" KILL TERM 'echo $$ >started; exec sleep 600' <"$pipe" &
            exec 4>"$pipe"; rm "$pipe"
            exec sleep 600
            """,
            "sh", data, script,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("sh did not start.");
    }

    private static bool IsRunning(int processId)
    {
        // A zombie has ended too; only its parent has not asked for its exit code yet.
        var status = $"/proc/{processId}/stat";
        return File.Exists(status) && !File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal);
    }
}
