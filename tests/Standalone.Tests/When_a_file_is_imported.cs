using Microservices.Testing;

namespace Microservices.Standalone.Tests;

public sealed class When_a_file_is_imported
{
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
    public async Task Should_take_the_sample_that_ships_with_no_warning()
    {
        using var standalone = new StandaloneProcess();

        var run = await standalone.RunAsync("--import", "sample", "--exit");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldNotContain("warn:");
        run.Output.ShouldNotContain("fail:");
        run.Output.ShouldMatch(@"orders accepted +│ +200 ");
        run.Output.ShouldMatch(@"orders known already +│ +1 ");
        run.Output.ShouldMatch(@"orders rejected +│ +12 ");
        await standalone.ShouldHoldAsync(orders: 200);
        (await standalone.CountAsync("orders", "select count(distinct currency) from orders")).ShouldBeGreaterThan(5);
        (await standalone.CountAsync("inventory", "select count(*) from reservation_lines where backordered > 0")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Should_end_at_once_and_say_which_step_of_which_order_has_failed_for_good()
    {
        using var standalone = new StandaloneProcess();
        const string Failing = "0198c4a2-7b5e-7c3e-9d0a-222222222222";
        var file = standalone.Write("orders.ndjson", Order(Failing, "HANGS") + Order("0198c4a2-7b5e-7c3e-9d0a-333333333333", "FINE"));
        // No mail can take the place of a folder; the mail is written by a filter around the consumer.
        Directory.CreateDirectory(Path.Combine(standalone.DataFolder, "mails", $"order-{Failing}.eml", "occupied"));
        standalone.Write("data/appsettings.json", """
            { "Messaging": { "RetryLimit": 0, "RedeliveryIntervals": [ "00:00:00.1", "00:00:00.1", "00:00:00.1" ] } }
            """);

        var run = await standalone.RunAsync("--import", file, "--exit");

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldMatch(@"steps failed +│ +1 ");
        run.Output.ShouldContain("Missing: 1 mails, 1 reports to Orders (1 steps failed).");
        run.Output.ShouldContain("  HANGS: email: ");
        (await standalone.CountAsync("orders", "select count(*) from orders where status = 'failed' and order_number = 'HANGS'")).ShouldBe(1);
        (await standalone.CountAsync("orders", "select count(*) from orders where status = 'done' and order_number = 'FINE'")).ShouldBe(1);

        static string Order(string id, string number) => $$"""
            {"orderId":"{{id}}","orderNumber":"{{number}}","customer":{"id":"C-1","name":"Kim Example","email":"kim@example.test"},"currency":"EUR","lines":[{"sku":"TRAY","description":"Tray","quantity":1,"unitPrice":3.50}],"confirmedAt":"2026-05-01T09:30:00Z"}

            """;
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
