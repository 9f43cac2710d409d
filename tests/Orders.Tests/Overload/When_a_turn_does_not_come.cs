using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microservices.Orders.Tests.Import;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Tests.Overload;

public sealed class When_a_turn_does_not_come(ImpatientOrdersHost host) : IClassFixture<ImpatientOrdersHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_ask_to_come_back_and_take_the_order_then()
    {
        var order = TestOrders.Fresh();
        using var places = RateLimiterMetrics.Watch(host, RateLimiterMetrics.Working);
        using var slow = new HeldContent(Encoding.UTF8.GetBytes(TestOrders.Fresh().ToJsonString()), "application/json");
        var working = host.Http.PostAsync("/orders", slow, Cancelled);
        await RateLimiterMetrics.BeginsAsync(places);

        using var content = new StringContent(order.ToJsonString(), Encoding.UTF8, "application/json");
        using var refused = await host.Http.PostAsync("/orders", content, Cancelled);
        slow.Release();
        using var answered = await working;
        var (again, _) = await ServedAsync(() => host.PostAsync(order));

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        answered.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        again.ShouldBe(202);
    }

    [Fact]
    public async Task Should_end_an_import_that_drips_and_give_its_place_to_the_next()
    {
        using var client = new TcpClient(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await using var connection = client.GetStream();
        await connection.WriteAsync(Encoding.ASCII.GetBytes("POST /orders/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
            + $"Content-Length: 9000\r\n\r\n{ImportHarness.Header}"), Cancelled);

        var answer = new byte[4096];
        var length = await connection.ReadAsync(answer, Cancelled);

        Encoding.UTF8.GetString(answer, 0, length).ShouldSatisfyAllConditions(
            text => text.ShouldStartWith("HTTP/1.1 408"),
            text => text.ShouldContain("Orders__Overload__ImportBytesPerSecond"),
            text => text.ShouldContain("\"accepted\":0"));
        (await ServedAsync(() => host.ImportAsync(ImportHarness.Header + ImportHarness.Line("960001")))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_say_what_was_taken_of_a_file_that_grows_too_large()
    {
        var file = ImportHarness.Header + string.Concat(Enumerable.Range(961_000, 400).Select(i => ImportHarness.Line($"{i}")));
        using var growing = new HeldContent(Encoding.UTF8.GetBytes(file), "text/csv", isChunked: true);
        var importing = host.Http.PostAsync("/orders/import", growing, Cancelled);
        await Eventually.Holds(async () => await CountAsync() > 0, "some orders are taken", cancellationToken: Cancelled);

        growing.Release();
        using var stopped = await importing;

        stopped.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        var problem = JsonNode.Parse(await stopped.Content.ReadAsStringAsync(Cancelled))!;
        problem["detail"]!.GetValue<string>().ShouldContain("12288 bytes (Orders__Import__MaxBodyBytes)");
        problem["detail"]!.GetValue<string>().ShouldContain($"{await CountAsync()} orders were accepted and stay; the rest of the file was not taken.");
        problem["imported"]!["accepted"]!.GetValue<int>().ShouldBe(await CountAsync());

        var (status, large) = await ServedAsync(() => host.ImportAsync(file));
        status.ShouldBe(413);
        large["detail"]!.GetValue<string>().ShouldContain("Orders__Import__MaxBodyBytes");
    }

    // A request has its answer a moment before it gives its place back.
    private static Task<(int Status, JsonNode Body)> ServedAsync(Func<Task<(int Status, JsonNode Body)>> request) =>
        Eventually.Reads(request, answer => answer.Status != 429, "a place to be free", cancellationToken: Cancelled);

    private Task<int> CountAsync() =>
        host.WithDatabaseAsync(context => context.Orders.CountAsync(order => order.OrderNumber.StartsWith("961"), Cancelled));
}
