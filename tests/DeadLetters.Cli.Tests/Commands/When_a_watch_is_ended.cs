using System.Diagnostics;
using System.Globalization;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Tests.Commands;

/// <summary>The program as a process of its own: signals are nothing that a method call could stand for.</summary>
public sealed class When_a_watch_is_ended : IAsyncLifetime
{
    private ApiStub _api = null!; // set by InitializeAsync

    public async ValueTask InitializeAsync() => _api = await ApiStub.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory(Timeout = 60_000)]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Should_end_at_once_with_the_code_that_help_tells(string signal)
    {
        var cancellation = TestContext.Current.CancellationToken;
        _api.On("GET /api/overview", """{ "queues": [] }""");

        // A shell may have told its children to ignore Ctrl+C; env takes that back.
        using var watch = Start("env", "--default-signal=INT,TERM", "dotnet", typeof(CliRunner).Assembly.Location,
            "watch", "--json", "--interval", "3600", "--url", _api.Url);
        try
        {
            (await watch.StandardOutput.ReadLineAsync(cancellation)).ShouldBe("""{"queues":[]}""");

            using var kill = Start("kill", "-s", signal, watch.Id.ToString(CultureInfo.InvariantCulture));
            await kill.WaitForExitAsync(cancellation);
            await watch.WaitForExitAsync(cancellation);

            watch.ExitCode.ShouldBe(ExitCodes.Done);
            (await watch.StandardError.ReadToEndAsync(cancellation)).ShouldBeEmpty();
            (await watch.StandardOutput.ReadToEndAsync(cancellation)).ShouldBeEmpty();
            _api.Requests.Count.ShouldBe(1);
        }
        finally
        {
            if (!watch.HasExited)
                watch.Kill();
        }
    }

    [Theory]
    [InlineData(503, 0)]
    [InlineData(403, 3)]
    public async Task Should_outlive_a_restart_of_the_service_and_not_a_refusal(int status, int exitCode)
    {
        using var controlC = new CancellationTokenSource();
        var asked = 0;
        _api.On("GET /api/overview", _ =>
        {
            if (++asked == 2)
                controlC.Cancel();
            return new StubAnswer(status, """{ "title": "No." }""");
        });

        var result = await new Cli(_api.Url) { TimeProvider = new HastyTimeProvider(), CancellationToken = controlC.Token }
            .RunAsync("watch");

        result.ExitCode.ShouldBe(exitCode);
        result.Error.ShouldContain("No.");
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!; // it is a new one
}
