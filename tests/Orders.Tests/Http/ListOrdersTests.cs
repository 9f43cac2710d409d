using System.Text.Json.Nodes;
using Microservices.Orders.Fulfilment;
using Microservices.Orders.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Orders.Tests.Http;

public abstract class ListOrdersTests(OrdersHost host)
{
    [Fact]
    public async Task Should_page_through_all_orders_of_a_customer_once()
    {
        var customer = $"C-{Guid.NewGuid():N}";
        var posted = new List<string>();
        for (var i = 0; i < 7; i++)
            posted.Add(await PostAsync(customer));

        var found = new List<string>();
        string? next = null;
        do
        {
            var page = await host.GetAsync($"/orders?customerId={customer}&limit=3&after={next}");
            page["items"]!.AsArray().Count.ShouldBeInRange(1, 3);
            found.AddRange(Ids(page));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);

        found.ShouldBe(Enumerable.Reverse(posted), "the latest first");
    }

    [Fact]
    public async Task Should_page_through_orders_of_one_instant()
    {
        // A batch of an import has one time of acceptance.
        var lines = Enumerable.Range(910_000, 9).Select(i => Import.ImportHarness.Line($"{i}", customer: "instant"));
        (await host.ImportAsync(Import.ImportHarness.Header + string.Concat(lines))).Status.ShouldBe(200);

        var found = new List<string>();
        string? next = null;
        do
        {
            var page = await host.GetAsync($"/orders?customerId=instant&limit=4&after={next}");
            found.AddRange(Ids(page));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);

        found.Count.ShouldBe(9);
        found.Distinct().Count().ShouldBe(9);
    }

    [Fact]
    public async Task Should_select_by_status()
    {
        var customer = $"C-{Guid.NewGuid():N}";
        var (pending, failed, done) = (await PostAsync(customer), await PostAsync(customer), await PostAsync(customer));
        await RecordAsync(FulfilmentReport.Failed(Guid.Parse(failed), "email", DateTimeOffset.UtcNow, "no such mailbox"));
        foreach (var step in FulfilmentSteps.All)
            await RecordAsync(FulfilmentReport.Done(Guid.Parse(done), step, DateTimeOffset.UtcNow, "ref"));

        Ids(await host.GetAsync($"/orders?customerId={customer}&status=pending")).ShouldBe([pending]);
        Ids(await host.GetAsync($"/orders?customerId={customer}&status=failed")).ShouldBe([failed]);
        Ids(await host.GetAsync($"/orders?customerId={customer}&status=done")).ShouldBe([done]);
        var item = (await host.GetAsync($"/orders?customerId={customer}&status=failed"))["items"]![0]!;
        item["status"]!.GetValue<string>().ShouldBe("failed");
        item["fulfilment"]!["email"]!["detail"]!.GetValue<string>().ShouldBe("no such mailbox");
    }

    [Fact]
    public async Task Should_select_by_email_and_time_page_by_page()
    {
        var email = $"jane.{Guid.NewGuid():N}@example.test";
        var posted = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            posted.Add(await PostAsync("C-1", email));
            await PostAsync("C-1", $"other.{email}");
        }

        var accepted = new List<string>();
        foreach (var id in posted)
            accepted.Add((await host.GetAsync($"/orders/{id}"))["acceptedAt"]!.GetValue<string>());
        var query = $"/orders?email={email}&status=pending&from={accepted[1]}&to={Uri.EscapeDataString(accepted[5].Replace("Z", "+00:00"))}&limit=3";

        var first = await host.GetAsync(query);
        var second = await host.GetAsync($"{query}&after={first["next"]!.GetValue<string>()}");

        Ids(first).ShouldBe([posted[4], posted[3], posted[2]]);
        Ids(second).ShouldBe([posted[1]]);
        second["next"].ShouldBeNull();
        Ids(await host.GetAsync($"/orders?email={email.ToUpperInvariant()}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_find_an_order_by_its_number()
    {
        var order = TestOrders.Fresh("FIND & ME/1");
        await host.PostAsync(order);

        Ids(await host.GetAsync($"/orders?orderNumber={Uri.EscapeDataString("FIND & ME/1")}"))
            .ShouldBe([order["orderId"]!.GetValue<string>()]);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("after=xyz", "after")]
    [InlineData("status=lost", "status")]
    [InlineData("orderNumber=%00", "orderNumber")]
    [InlineData("orderNumber=a%00b&customerId=1", "orderNumber")]
    [InlineData("customerId=%ED%A0%80", "customerId")]
    [InlineData("status=done&status=failed", "status")]
    [InlineData("acceptedFrom=2026-05-01T00:00:00Z", "acceptedFrom")]
    [InlineData("LIMIT=5&page=2", "page")]
    [InlineData("email=jane", "email")]
    [InlineData("email=a%00b@example.test", "email")]
    [InlineData("from=2026-05-01", "from")]
    [InlineData("from=2026-05-01T00:00:00", "from")]
    [InlineData("from=2026-05-01T00:00:00+02:00", "from")] // the + is a blank
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-13-01T00:00:00Z", "to")]
    [InlineData("from=2026-05-02T00:00:00Z&to=2026-05-01T00:00:00Z", "to")]
    public async Task Should_name_a_wrong_parameter(string query, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/orders?{query}");

        var (status, problem) = await host.SendAsync(request);

        status.ShouldBe(400);
        var error = problem["errors"]!.AsObject().ShouldHaveSingleItem();
        error.Key.ShouldBe(name);
        error.Value![0]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("0198c4a2-7b5e-7c3e-9d0a-000000000000")]
    [InlineData("536365")]
    public async Task Should_say_that_there_is_no_such_order(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/orders/{id}");

        var (status, problem) = await host.SendAsync(request);

        status.ShouldBe(404);
        problem["detail"]!.GetValue<string>().ShouldContain(id);
    }

    private static IEnumerable<string> Ids(JsonNode page) =>
        page["items"]!.AsArray().Select(item => item!["orderId"]!.GetValue<string>());

    private async Task<string> PostAsync(string customer, string? email = null)
    {
        var order = TestOrders.Fresh();
        order["customer"]!["id"] = customer;
        if (email is not null)
            order["customer"]!["email"] = email;
        var (status, body) = await host.PostAsync(order);
        status.ShouldBe(202);
        return body["orderId"]!.GetValue<string>();
    }

    private async Task RecordAsync(FulfilmentReport report)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FulfilmentTimeline>().RecordAsync(report, default);
    }
}
