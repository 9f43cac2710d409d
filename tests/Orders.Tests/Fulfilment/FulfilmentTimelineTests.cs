using Microservices.Orders.Fulfilment;
using Microservices.Orders.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Orders.Tests.Fulfilment;

public abstract class FulfilmentTimelineTests(OrdersHost host)
{
    private static readonly DateTimeOffset At = new(2026, 5, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Func<FulfilmentTimeline, Guid, Task>> Reports = new()
    {
        ["done"] = (timeline, id) => timeline.DoneAsync(id, "inventory", At, "R-1", "On back order: 2 × A", default),
        ["plain"] = (timeline, id) => timeline.DoneAsync(id, "inventory", At, "R-1", null, default),
        ["failed"] = (timeline, id) => timeline.FailedAsync(id, "inventory", At, "It broke.", default),
        ["noted"] = (timeline, id) => timeline.NotedAsync(id, "inventory", "On back order: 2 × A", default),
    };

    [Theory]
    [InlineData("done", "done", "R-1", "On back order: 2 × A")]
    [InlineData("done done", "done", "R-1", "On back order: 2 × A")]
    [InlineData("noted done", "done", "R-1", "On back order: 2 × A")]
    [InlineData("noted plain", "done", "R-1", "On back order: 2 × A")]
    [InlineData("plain noted", "done", "R-1", "On back order: 2 × A")]
    [InlineData("noted", "pending", null, "On back order: 2 × A")]
    [InlineData("failed", "failed", null, "It broke.")]
    [InlineData("failed noted", "failed", null, "It broke.")]
    [InlineData("noted failed", "failed", null, "It broke.")]
    [InlineData("failed plain", "done", "R-1", null)]
    [InlineData("plain failed", "done", "R-1", null)]
    public async Task Should_show_the_same_in_whatever_order(string reports, string status, string? reference,
        string? detail)
    {
        var (_, posted) = await host.PostAsync(TestOrders.Fresh());
        var orderId = posted["orderId"]!.GetValue<Guid>();

        foreach (var report in reports.Split(' '))
            await RecordAsync(orderId, report);

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
    [InlineData("done")]
    [InlineData("failed")]
    [InlineData("noted")]
    public async Task Should_refuse_an_order_that_is_not_here(string report) =>
        await Should.ThrowAsync<UnknownOrderException>(() => RecordAsync(Guid.NewGuid(), report));

    private async Task RecordAsync(Guid orderId, string report)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await Reports[report](scope.ServiceProvider.GetRequiredService<FulfilmentTimeline>(), orderId);
    }
}
