using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;
using Microservices.Orders.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Orders.Tests.Fulfilment;

public abstract class FulfilmentTimelineTests(OrdersHost host)
{
    private static readonly DateTimeOffset At = new(2026, 5, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Func<Guid, FulfilmentReport>> Reports = new()
    {
        ["done"] = id => Inventory(id, "done", "On back order: 2 × A", 2),
        ["plain"] = id => Inventory(id, "done", null, 0),
        ["failed"] = id => Inventory(id, "failed", "It broke.", null),
        ["noted"] = id => Inventory(id, "pending", "On back order: 2 × A", 2),
        ["one"] = id => Inventory(id, "pending", "On back order: 1 × A", 1),
        ["filled"] = id => Inventory(id, "pending", "Back order filled.", 0),
    };

    [Theory]
    [InlineData("done", "done", "R-1", "On back order: 2 × A")]
    [InlineData("done done", "done", "R-1", "On back order: 2 × A")]
    [InlineData("noted done", "done", "R-1", "On back order: 2 × A")]
    [InlineData("done noted", "done", "R-1", "On back order: 2 × A")]
    [InlineData("plain plain", "done", "R-1", null)]
    [InlineData("noted", "pending", null, "On back order: 2 × A")]
    [InlineData("failed", "failed", null, "It broke.")]
    [InlineData("failed noted", "failed", null, "It broke.")]
    [InlineData("noted failed", "failed", null, "It broke.")]
    [InlineData("noted failed done", "done", "R-1", "On back order: 2 × A")]
    [InlineData("failed plain", "done", "R-1", null)]
    [InlineData("plain failed", "done", "R-1", null)]
    [InlineData("noted done one filled", "done", "R-1", "Back order filled.")]
    [InlineData("filled done noted one", "done", "R-1", "Back order filled.")]
    [InlineData("one filled noted done", "done", "R-1", "Back order filled.")]
    [InlineData("done filled one", "done", "R-1", "Back order filled.")]
    [InlineData("failed noted filled done", "done", "R-1", "Back order filled.")]
    [InlineData("noted filled failed done", "done", "R-1", "Back order filled.")]
    [InlineData("noted filled failed", "failed", null, "It broke.")]
    [InlineData("one done noted", "done", "R-1", "On back order: 1 × A")]
    public async Task Should_show_the_same_in_whatever_order(string reports, string status, string? reference,
        string? detail)
    {
        var (_, posted) = await host.PostAsync(TestOrders.Fresh());
        var orderId = posted["orderId"]!.GetValue<Guid>();

        foreach (var report in reports.Split(' '))
            (await RecordAsync(Reports[report](orderId))).ShouldBeTrue();

        var step = (await host.GetAsync($"/orders/{orderId}"))["fulfilment"]!["inventory"]!;
        step["status"]!.GetValue<string>().ShouldBe(status);
        step["reference"]?.GetValue<string>().ShouldBe(reference);
        step["detail"]?.GetValue<string>().ShouldBe(detail);
        step["at"]?.GetValue<string>().ShouldBe(status == "pending" ? null : "2026-05-02T12:00:00Z");
        (step["reference"] is null).ShouldBe(reference is null);
        (step["detail"] is null).ShouldBe(detail is null);
        (step["at"] is null).ShouldBe(status == "pending");
    }

    [Theory]
    [InlineData(0, 1, "Second")]
    [InlineData(1, 0, "First")]
    public async Task Should_say_why_it_failed_last(int first, int second, string reason)
    {
        var orderId = await PostAsync();

        await RecordAsync(FulfilmentReport.Failed(orderId, "email", At.AddSeconds(first), "First"));
        await RecordAsync(FulfilmentReport.Failed(orderId, "email", At.AddSeconds(second), "Second"));

        (await host.GetAsync($"/orders/{orderId}"))["fulfilment"]!["email"]!["detail"]!.GetValue<string>().ShouldBe(reason);
    }

    [Fact]
    public async Task Should_cut_a_reason_after_a_whole_character()
    {
        var orderId = await PostAsync();

        await RecordAsync(FulfilmentReport.Failed(orderId, "email", At, new string('x', 999) + "😀"));

        (await host.GetAsync($"/orders/{orderId}"))["fulfilment"]!["email"]!["detail"]!.GetValue<string>().ShouldBe(new string('x', 999));
    }

    [Theory]
    [InlineData("done")]
    [InlineData("failed")]
    [InlineData("noted")]
    public async Task Should_write_nothing_about_an_order_that_is_not_here(string report) =>
        (await RecordAsync(Reports[report](Guid.NewGuid()))).ShouldBeFalse();

    [Theory]
    [InlineData("email,inventory,invoice", "email inventory", "pending")]
    [InlineData("email,inventory,invoice", "email inventory invoice", "done")]
    [InlineData("email,inventory,invoice", "email inventory shipping", "pending")]
    [InlineData("email,inventory,invoice", "email inventory !invoice", "failed")]
    [InlineData("email,inventory,invoice", "email !invoice inventory invoice", "done")]
    [InlineData("email,inventory,invoice", "email inventory invoice !shipping", "done")]
    [InlineData("email,inventory", "email inventory", "done")]
    [InlineData("email,inventory,mail", "email inventory", "pending")]
    [InlineData("email,inventory,invoice,shipping", "email inventory invoice", "pending")]
    [InlineData("email", "!email", "failed")]
    public async Task Should_be_done_with_the_steps_of_its_acceptance(string expected, string reports, string status)
    {
        var orderId = await PostAsync();
        await host.WithDatabaseAsync(dbContext => dbContext.Orders.Where(order => order.OrderId == orderId)
            .ExecuteUpdateAsync(order => order.SetProperty(row => row.ExpectedSteps, expected)));

        foreach (var report in reports.Split(' '))
            await TellAsync(orderId, report);

        var shown = await host.GetAsync($"/orders/{orderId}");
        shown["status"]!.GetValue<string>().ShouldBe(status);
        (shown["fulfilment"]!["invoice"] is null).ShouldBe(!expected.Contains("invoice") && !reports.Contains("invoice"));
    }

    [Fact]
    public async Task Should_store_todays_steps_with_an_order()
    {
        var orderId = await PostAsync();

        (await host.WithDatabaseAsync(dbContext => dbContext.Orders.SingleAsync(order => order.OrderId == orderId)))
            .ExpectedSteps.ShouldBe("email,inventory,invoice");
    }

    [Fact]
    public async Task Should_be_done_when_all_steps_are_reported_at_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var orderId = await PostAsync();

            await Task.WhenAll(FulfilmentSteps.All.Select(step => Task.Run(() => TellAsync(orderId, step))));

            (await host.GetAsync($"/orders/{orderId}"))["status"]!.GetValue<string>().ShouldBe("done");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(OrderStatusRepair.PageSize)]
    public async Task Should_catch_up_with_steps_that_an_earlier_release_wrote(int pageSize)
    {
        var (done, failed, open) = (await PostAsync(), await PostAsync(), await PostAsync());
        await WriteAsEarlierAsync(done, "done", "done", "done");
        await WriteAsEarlierAsync(failed, "done", "failed", "done");
        await WriteAsEarlierAsync(open, "done", "done");
        (await StatusAsync(done)).ShouldBe("pending");

        await host.Services.GetRequiredService<OrderStatusRepair>().RepairAsync(pageSize, TestContext.Current.CancellationToken);

        (await StatusAsync(done), await StatusAsync(failed), await StatusAsync(open)).ShouldBe(("done", "failed", "pending"));
    }

    [Theory]
    [InlineData("done")]
    [InlineData("failed done")]
    [InlineData("failed noted done")]
    public async Task Should_keep_a_back_order_that_an_earlier_release_wrote_as_detail(string reports)
    {
        var orderId = await PostAsync();
        await host.WithDatabaseAsync(async dbContext =>
        {
            dbContext.Add(new FulfilmentStep
            {
                OrderId = orderId,
                Step = FulfilmentSteps.Inventory,
                Status = FulfilmentStatus.Pending,
                Detail = "On back order: 1 × A",
                Backordered = 1,
            });
            await dbContext.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        foreach (var report in reports.Split(' '))
            await RecordAsync(Reports[report](orderId));

        (await host.GetAsync($"/orders/{orderId}"))["fulfilment"]!["inventory"]!["detail"]!.GetValue<string>().ShouldBe("On back order: 1 × A");
    }

    private Task WriteAsEarlierAsync(Guid orderId, params string[] statuses) => host.WithDatabaseAsync(async dbContext =>
    {
        dbContext.AddRange(statuses.Select((status, index) =>
            new FulfilmentStep { OrderId = orderId, Step = FulfilmentSteps.All[index], Status = status, At = At.UtcDateTime }));
        await dbContext.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    private async Task<string> StatusAsync(Guid orderId) =>
        (await host.GetAsync($"/orders/{orderId}"))["status"]!.GetValue<string>();

    private async Task<Guid> PostAsync() => (await host.PostAsync(TestOrders.Fresh())).Body["orderId"]!.GetValue<Guid>();

    private Task<bool> TellAsync(Guid orderId, string report) => RecordAsync(report[0] == '!'
        ? FulfilmentReport.Failed(orderId, report[1..], At, "It broke.")
        : FulfilmentReport.Done(orderId, report, At, "R-1"));

    private async Task<bool> RecordAsync(FulfilmentReport report)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FulfilmentTimeline>().RecordAsync(report, TestContext.Current.CancellationToken);
    }

    private static FulfilmentReport Inventory(Guid orderId, string status, string? detail, long? backordered) =>
        new(orderId, FulfilmentSteps.Inventory, status, At.UtcDateTime, "R-1", detail, backordered);
}
