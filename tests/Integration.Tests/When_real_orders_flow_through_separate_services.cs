using System.Globalization;
using Microservices.Integration.Tests.Pipeline;
using Microservices.Testing;
using Microservices.Testing.Pipeline;

namespace Microservices.Integration.Tests;

/// <summary>
/// The main job on real input: 400 invoices by default, another number or <c>0</c> for all 25,900 by the environment
/// variable <c>PIPELINE_INVOICES</c>.
/// </summary>
public sealed class When_real_orders_flow_through_separate_services
{
    private static readonly int Invoices =
        int.Parse(Environment.GetEnvironmentVariable("PIPELINE_INVOICES") ?? "400", CultureInfo.InvariantCulture);

    private static readonly TimeSpan Patience = Invoices == 0 ? TimeSpan.FromMinutes(60) : TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Should_fulfil_each_accepted_order_once_and_add_nothing_at_a_second_import()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var real = RealOrders.Read(Invoices);
        await using var pipeline = await Pipelines.StartAsync();
        await pipeline.StockAsync(real.Skus, onHand: 500);

        var first = await pipeline.ImportAsync(real.OpenCsv());
        first.GetProperty("accepted").GetInt64().ShouldBe(real.Accepted);
        await pipeline.FulfilledAsync(real.Accepted, Patience);
        await PipelineJudge.ShouldBeExactAsync(pipeline, real);

        var second = await pipeline.ImportAsync(real.OpenCsv());
        second.GetProperty("accepted").GetInt64().ShouldBe(0);
        second.GetProperty("duplicates").GetInt64().ShouldBe(real.Accepted);
        await PipelineJudge.ShouldBeExactAsync(pipeline, real);
    }

    [Fact]
    public async Task Should_stay_exact_when_each_consumer_is_killed_in_the_middle()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var real = RealOrders.Read(Math.Max(Invoices, Invoices == 0 ? 0 : 1000));
        await using var pipeline = await Pipelines.StartAsync();
        await pipeline.StockAsync(real.Skus, onHand: 500);

        var import = pipeline.ImportAsync(real.OpenCsv());
        await Task.WhenAll(
            KillInTheMiddleAsync(pipeline, pipeline.Email, "Email", "deliveries", real.Accepted),
            KillInTheMiddleAsync(pipeline, pipeline.Inventory, "Inventory", "reservations", real.Accepted),
            KillInTheMiddleAsync(pipeline, pipeline.Invoice, "Invoice", "invoices", real.Accepted));
        await import;

        await pipeline.FulfilledAsync(real.Accepted, Patience);
        await PipelineJudge.ShouldBeExactAsync(pipeline, real);
    }

    [Fact]
    public async Task Should_lose_no_answered_order_when_orders_is_killed_right_after_the_answer()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var real = RealOrders.Read(Invoices);
        await using var pipeline = await Pipelines.StartAsync();
        await pipeline.StockAsync(real.Skus, onHand: 500);

        await pipeline.ImportAsync(real.OpenCsv());
        await pipeline.Orders.KillAsync();
        await pipeline.Orders.StartAsync();

        await pipeline.FulfilledAsync(real.Accepted, Patience);
        await PipelineJudge.ShouldBeExactAsync(pipeline, real);
    }

    private static async Task KillInTheMiddleAsync(OrderPipeline pipeline, ServiceProcess process, string service, string effects,
        long orders)
    {
        await Eventually.Holds(async () => await pipeline.QueryAsync<long>(service, $"select count(*) from {effects}") >= 20,
            $"the first {effects}", Patience, TestContext.Current.CancellationToken);
        await process.KillAsync();

        var done = await pipeline.QueryAsync<long>(service, $"select count(*) from {effects}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{service} killed with {done} of {orders} orders done");
        done.ShouldBeLessThan(orders, "the kill came too late to prove anything");
        await process.StartAsync();
    }
}
