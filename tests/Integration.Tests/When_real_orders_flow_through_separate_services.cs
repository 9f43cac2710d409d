using System.Globalization;
using Microservices.Integration.Tests.Pipeline;
using Microservices.Testing;
using Microservices.Testing.Pipeline;

namespace Microservices.Integration.Tests;

/// <summary>
/// The main job on real input: 1,800 invoices by default, another number or <c>0</c> for all 25,900 by the environment
/// variable <c>PIPELINE_INVOICES</c>.
/// </summary>
public sealed class When_real_orders_flow_through_separate_services
{
    private static readonly int Invoices =
        int.Parse(Environment.GetEnvironmentVariable("PIPELINE_INVOICES") ?? "1800", CultureInfo.InvariantCulture);

    private static readonly TimeSpan Patience = Invoices == 0 ? TimeSpan.FromMinutes(60) : TimeSpan.FromMinutes(4);

    /// <summary>One pipeline gets a file that grows: whatever it had before is a duplicate in the next part.</summary>
    [Fact]
    public async Task Should_fulfil_each_accepted_order_once_whatever_is_imported_again_or_killed()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var whole = RealOrders.Read(Invoices);
        var (first, most) = (RealOrders.Read(whole.Invoices * 2 / 9), RealOrders.Read(whole.Invoices * 7 / 9));
        await using var pipeline = await Pipelines.StartAsync();
        await pipeline.StockAsync(whole.Skus, onHand: 500);

        await ImportAsync(pipeline, first, known: 0);
        await ShouldBeFulfilledAsync(pipeline, first);

        await ImportAsync(pipeline, first, known: first.Accepted);
        await PipelineJudge.ShouldBeExactAsync(pipeline, first);

        var import = ImportAsync(pipeline, most, known: first.Accepted);
        await Task.WhenAll(
            KillInTheMiddleAsync(pipeline, pipeline.Email, "Email", "deliveries", first.Accepted, most.Accepted),
            KillInTheMiddleAsync(pipeline, pipeline.Inventory, "Inventory", "reservations", first.Accepted, most.Accepted),
            KillInTheMiddleAsync(pipeline, pipeline.Invoice, "Invoice", "invoices", first.Accepted, most.Accepted));
        await import;
        await ShouldBeFulfilledAsync(pipeline, most);

        await ImportAsync(pipeline, whole, known: most.Accepted);
        await pipeline.Orders.KillAsync(); // right after its answer
        await pipeline.Orders.StartAsync();
        await ShouldBeFulfilledAsync(pipeline, whole);
    }

    private static async Task ImportAsync(OrderPipeline pipeline, RealOrders real, long known)
    {
        var summary = await pipeline.ImportAsync(real.OpenCsv());
        summary.GetProperty("accepted").GetInt64().ShouldBe(real.Accepted - known);
        summary.GetProperty("duplicates").GetInt64().ShouldBe(known);
    }

    private static async Task ShouldBeFulfilledAsync(OrderPipeline pipeline, RealOrders real)
    {
        await pipeline.FulfilledAsync(real.Accepted, Patience);
        await PipelineJudge.ShouldBeExactAsync(pipeline, real);
    }

    private static async Task KillInTheMiddleAsync(OrderPipeline pipeline, ServiceProcess process, string service, string effects,
        long before, long orders)
    {
        var count = () => pipeline.QueryAsync<long>(service, $"select count(*) from {effects}");
        await Eventually.Holds(async () => await count() >= before + 20, $"the first {effects}", Patience, TestContext.Current.CancellationToken);
        await process.KillAsync();

        var done = await count();
        TestContext.Current.TestOutputHelper?.WriteLine($"{service} killed with {done} of {orders} orders done");
        done.ShouldBeLessThan(orders, "the kill came too late to prove anything");
        await process.StartAsync();
    }
}
