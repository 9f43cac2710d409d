using Microservices.Testing;

namespace Microservices.Standalone.Tests;

public sealed class When_a_process_is_killed
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_finish_after_a_restart_what_a_killed_process_had_accepted()
    {
        using var standalone = new StandaloneProcess();
        var file = standalone.WriteCsv(orders: 300);

        using (var killed = standalone.Start("--import", file, "--port", "0"))
        {
            // In the middle: some orders have their mail, others do not.
            await Eventually.Holds(() => Task.FromResult(Directory.Exists(Path.Combine(standalone.DataFolder, "mails"))
                && Directory.GetFiles(Path.Combine(standalone.DataFolder, "mails"), "*.eml").Length >= 10), "the first mails",
                TimeSpan.FromSeconds(60), Cancellation);
            killed.Kill(); // SIGKILL
            await killed.WaitForExitAsync(Cancellation);
        }

        var resumed = await standalone.RunAsync("--import", file, "--exit");

        resumed.ExitCode.ShouldBe(0, resumed.Output);
        await standalone.ShouldHoldAsync(orders: 300);
    }
}
