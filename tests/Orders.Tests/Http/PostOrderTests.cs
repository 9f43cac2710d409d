using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.Orders.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.Orders.Tests.Http;

public abstract class PostOrderTests(OrdersHost host)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_answer_where_the_order_is()
    {
        using var content = new StringContent(TestOrders.Fresh("WHERE-1").ToJsonString(), Encoding.UTF8,
            "application/json");

        using var response = await host.Http.PostAsync("/orders", content, Cancelled);

        ((int)response.StatusCode).ShouldBe(202);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        body["orderNumber"]!.GetValue<string>().ShouldBe("WHERE-1");
        body["status"]!.GetValue<string>().ShouldBe("accepted");
        response.Headers.Location!.ToString().ShouldBe($"/orders/{body["orderId"]}");

        var order = await host.GetAsync(response.Headers.Location.ToString());
        order["orderNumber"]!.GetValue<string>().ShouldBe("WHERE-1");
        order["totalAmount"]!.GetValue<decimal>().ShouldBe(19.80m);
        order["confirmedAt"]!.GetValue<string>().ShouldBe("2026-05-01T08:30:00Z");
        order["customer"]!["name"]!.GetValue<string>().ShouldBe("Jané Doe");
        order["shippingAddress"]!["countryCode"]!.GetValue<string>().ShouldBe("IE");
        order["lines"]!.AsArray().Count.ShouldBe(2);
        order["fulfilment"]!["email"]!["status"]!.GetValue<string>().ShouldBe("pending");
    }

    [Fact]
    public async Task Should_say_that_there_are_no_links_without_a_key()
    {
        var (_, body) = await host.PostAsync(TestOrders.Fresh());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/orders/{body["orderId"]}/link");

        var (status, problem) = await host.SendAsync(request);

        status.ShouldBe(409);
        problem["detail"]!.GetValue<string>().ShouldContain("CustomerLinks__Keys__0");
    }

    [Fact]
    public async Task Should_fill_in_what_is_absent()
    {
        var order = TestOrders.Json();
        foreach (var name in new[] { "orderId", "orderNumber", "confirmedAt" })
            order.Remove(name);
        order["customer"]!.AsObject().Remove("locale");

        var (status, body) = await host.PostAsync(order);

        status.ShouldBe(202);
        body["orderNumber"]!.GetValue<string>().ShouldMatch("^O-[0-9]{8}$");
        var found = await host.GetAsync($"/orders/{body["orderId"]}");
        found["customer"]!["locale"]!.GetValue<string>().ShouldBe("en");
        found["confirmedAt"]!.GetValue<string>().ShouldBe(found["acceptedAt"]!.GetValue<string>());
    }

    [Fact]
    public async Task Should_skip_a_number_that_a_shop_has_given()
    {
        var first = TestOrders.Fresh();
        first.Remove("orderNumber");
        var (_, before) = await host.PostAsync(first);
        var taken = Sequence(before) + 1;
        // Several, because other tests of the class take numbers at the same time.
        for (var i = 0; i < 20; i++)
            (await host.PostAsync(TestOrders.Fresh($"O-{taken + i:D8}"))).Status.ShouldBeOneOf(202, 409);

        var next = TestOrders.Fresh();
        next.Remove("orderNumber");
        var (status, after) = await host.PostAsync(next);

        status.ShouldBe(202);
        Sequence(after).ShouldBeGreaterThan(taken);
    }

    [Fact]
    public async Task Should_answer_an_equal_order_as_before()
    {
        var order = TestOrders.Fresh();
        var first = await host.PostAsync(order);

        var second = await host.PostAsync(order);

        second.Status.ShouldBe(202);
        second.Body.ToJsonString().ShouldBe(first.Body.ToJsonString());
    }

    [Fact]
    public async Task Should_refuse_another_order_under_the_same_id()
    {
        var order = TestOrders.Fresh();
        await host.PostAsync(order);
        order["lines"]![0]!["quantity"] = 3;

        var (status, problem) = await host.PostAsync(order);

        status.ShouldBe(409);
        problem["orderId"]!.GetValue<string>().ShouldBe(order["orderId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Should_refuse_a_number_that_is_taken()
    {
        await host.PostAsync(TestOrders.Fresh("TAKEN-1"));

        var (status, problem) = await host.PostAsync(TestOrders.Fresh("TAKEN-1"));

        status.ShouldBe(409);
        problem["title"]!.GetValue<string>().ShouldBe("The order number is taken.");
    }

    [Fact]
    public async Task Should_answer_a_repeated_key_as_before()
    {
        var order = TestOrders.Json();
        order.Remove("orderId");
        order.Remove("orderNumber");
        var key = $"key-{Guid.NewGuid()}";

        var first = await host.PostAsync(order, key);
        var second = await host.PostAsync(order, key);
        var other = await host.PostAsync(order, $"key-{Guid.NewGuid()}");

        second.Body.ToJsonString().ShouldBe(first.Body.ToJsonString());
        other.Body["orderId"]!.ToString().ShouldNotBe(first.Body["orderId"]!.ToString());
    }

    // That release cut no time: the fingerprint tells seven decimals, and SQLite keeps them.
    [Fact]
    public async Task Should_know_an_order_that_an_earlier_release_took()
    {
        var order = TestOrders.Fresh();
        order["confirmedAt"] = "2026-05-01T08:30:00.1234567Z";
        var key = $"key-{Guid.NewGuid()}";
        (await host.PostAsync(order, key)).Status.ShouldBe(202);
        var taken = TestOrders.Read(order.ToJsonString()).Order.ShouldNotBeNull();
        var fingerprint = taken.EarlierFingerprint.ShouldNotBeNull();
        await host.WithDatabaseAsync(dbContext => dbContext.Orders.Where(row => row.OrderId == taken.OrderId)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.Fingerprint, fingerprint)
                .SetProperty(it => it.ConfirmedAt, new DateTime(2026, 5, 1, 8, 30, 0, DateTimeKind.Utc).AddTicks(1234567))));
        await host.WithDatabaseAsync(dbContext => dbContext.IdempotencyKeys.Where(row => row.Key == StoredAs(key))
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.Fingerprint, fingerprint).SetProperty(it => it.Key, key)));

        (await host.PostAsync(order)).Status.ShouldBe(202);
        (await host.PostAsync(order, key)).Status.ShouldBe(202);
        (await host.GetAsync($"/orders/{taken.OrderId}"))["confirmedAt"]!.GetValue<string>().ShouldBe("2026-05-01T08:30:00.123456Z");
    }

    [Fact]
    public async Task Should_refuse_a_key_of_another_order()
    {
        var key = $"key-{Guid.NewGuid()}";
        await host.PostAsync(TestOrders.Fresh(), key);

        (await host.PostAsync(TestOrders.Fresh(), key)).Status.ShouldBe(422);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Should_refuse_a_key_that_is_none(string key)
    {
        var (status, problem) = await host.PostAsync(TestOrders.Fresh(), key);

        status.ShouldBe(400);
        problem["errors"]!["Idempotency-Key"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_take_one_of_many_equal_requests_at_once()
    {
        var order = TestOrders.Json();
        order.Remove("orderId");
        order.Remove("orderNumber");
        var key = $"key-{Guid.NewGuid()}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.PostAsync(order.DeepClone(), key)));

        answers.ShouldAllBe(answer => answer.Status == 202);
        answers.Select(answer => answer.Body.ToJsonString()).Distinct().Count().ShouldBe(1);
        (await host.WithDatabaseAsync(db =>
            db.IdempotencyKeys.CountAsync(row => row.Key == StoredAs(key), Cancelled))).ShouldBe(1);
        host.DatabaseErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_forget_a_key_after_its_retention()
    {
        var key = $"key-{Guid.NewGuid()}";
        var first = await host.PostAsync(TestOrders.Fresh(), key);
        await host.WithDatabaseAsync(db => db.IdempotencyKeys.Where(row => row.Key == StoredAs(key))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedAt, DateTime.UtcNow.AddDays(-2)), Cancelled));

        var second = await host.PostAsync(TestOrders.Fresh(), key);

        second.Status.ShouldBe(202);
        second.Body["orderId"]!.ToString().ShouldNotBe(first.Body["orderId"]!.ToString());
    }

    [Fact]
    public async Task Should_delete_forgotten_keys()
    {
        var (old, recent) = ($"key-{Guid.NewGuid()}", $"key-{Guid.NewGuid()}");
        await host.PostAsync(TestOrders.Fresh(), old);
        await host.PostAsync(TestOrders.Fresh(), recent);
        await host.WithDatabaseAsync(db => db.IdempotencyKeys.Where(row => row.Key == StoredAs(old))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedAt, DateTime.UtcNow.AddDays(-2)), Cancelled));

        await host.Services.GetServices<IHostedService>().OfType<RetentionCleanup>().Single()
            .CleanAsync(Cancelled);

        (await host.WithDatabaseAsync(db => db.IdempotencyKeys.Select(row => row.Key)
            .Where(key => key == StoredAs(old) || key == StoredAs(recent)).ToListAsync(Cancelled))).ShouldBe([StoredAs(recent)]);
    }

    [Fact]
    public async Task Should_name_every_wrong_field()
    {
        var order = TestOrders.Fresh();
        order["currency"] = "gbp";
        order["lines"]![1]!["quantity"] = -2;
        order["confirmedAt"] = "2026-05-01T09:30:00";

        var (status, problem) = await host.PostAsync(order);

        status.ShouldBe(400);
        problem["errors"]!.AsObject().Select(error =>
            error.Key).ShouldBe(["confirmedAt", "currency", "lines[1].quantity", "$"],
            ignoreOrder: true);
        problem["violations"]!.AsArray().Select(item => item!["code"]!.GetValue<string>())
            .ShouldContain("quantity-not-positive");
    }

    [Fact]
    public async Task Should_refuse_a_body_over_the_limit()
    {
        var order = TestOrders.Fresh();
        order["padding"] = new string('x', 300_000);

        (await host.PostAsync(order)).Status.ShouldBe(413);
    }

    [Fact]
    public async Task Should_refuse_a_chunked_body_over_the_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/orders")
        { Headers = { TransferEncodingChunked = true } };
        request.Content = new StreamContent(new MemoryStream(new byte[300_000]));
        request.Content.Headers.ContentType = new("application/json");

        (await host.SendAsync(request)).Status.ShouldBe(413);
    }

    [Fact]
    public async Task Should_refuse_what_is_no_json_by_its_type()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/orders")
        { Content = new StringContent("<order/>", Encoding.UTF8, "text/xml") };

        (await host.SendAsync(request)).Status.ShouldBe(415);
    }

    [Fact]
    public async Task Should_commit_order_and_event_together()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        await using var transaction = await dbContext.Database.BeginTransactionAsync(Cancelled);
        var session = new OrderSession(scope.ServiceProvider, DateTime.UtcNow);
        var order = TestOrders.Read(TestOrders.Fresh().ToJsonString()).Order!;

        await session.AddAsync(order, Cancelled);

        (await Find(order.OrderId)).ShouldBe((0, 0), "nothing is written before it is saved");
        (await session.CommitAsync(Cancelled)).ShouldBeTrue();
        (await dbContext.Set<OutboxMessage>().CountAsync(row => row.MessageId == order.OrderId, Cancelled)).ShouldBe(1);
        await transaction.RollbackAsync(Cancelled);
        (await Find(order.OrderId)).ShouldBe((0, 0), "one transaction undoes both");
    }

    private static int Sequence(JsonNode answer) =>
        int.Parse(answer["orderNumber"]!.GetValue<string>().AsSpan(2), CultureInfo.InvariantCulture);

    private Task<(int Orders, int Messages)> Find(Guid? orderId) => host.WithDatabaseAsync(async db => (
        await db.Orders.CountAsync(row => row.OrderId == orderId, Cancelled),
        await db.Set<OutboxMessage>().CountAsync(row => row.MessageId == orderId, Cancelled)));

    // On loopback, everybody is the developer.
    private static string StoredAs(string key) => new CallersKey("local:developer", key).Stored;
}
