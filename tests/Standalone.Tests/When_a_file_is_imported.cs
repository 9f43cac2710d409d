using Microservices.Testing;

namespace Microservices.Standalone.Tests;

public sealed class When_a_file_is_imported
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_give_each_order_its_effects_once_and_add_nothing_the_second_time()
    {
        using var standalone = new StandaloneProcess();
        var file = standalone.WriteCsv(orders: 40);

        var first = await standalone.RunAsync("--import", file, "--exit");
        first.ExitCode.ShouldBe(0, first.Output);
        first.Output.ShouldContain("order-number-not-numeric");
        await standalone.ShouldHoldAsync(orders: 40);

        var second = await standalone.RunAsync("--import", file, "--exit");
        second.ExitCode.ShouldBe(0, second.Output);
        await standalone.ShouldHoldAsync(orders: 40);
    }

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

    [Fact]
    public async Task Should_reserve_what_there_is_and_put_the_rest_on_back_order()
    {
        using var standalone = new StandaloneProcess();
        var file = standalone.WriteCsv(orders: 20);

        var run = await standalone.RunAsync("--import", file, "--exit", "--stock", "5");

        run.ExitCode.ShouldBe(0, run.Output);
        await standalone.ShouldHoldAsync(orders: 20);
        (await standalone.CountAsync("inventory", "select reserved from stock where sku = 'SPOON'")).ShouldBe(5);
        (await standalone.CountAsync("inventory", "select sum(backordered) from reservation_lines where sku = 'SPOON'")).ShouldBe(35);
    }

    [Fact]
    public async Task Should_take_the_real_edge_cases_through()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        using var standalone = new StandaloneProcess();

        var run = await standalone.RunAsync("--import", TestData.PathOf(TestData.EdgeCasesFile), "--exit");

        run.ExitCode.ShouldBe(0, run.Output);
        await standalone.ShouldHoldAsync(orders: 21);
    }
}
