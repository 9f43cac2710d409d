using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts.Orders;
using Microservices.Orders.Adoption;
using Microservices.Orders.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Orders.Tests.Adoption;

public abstract class OrderAdoptionTests(OrdersHost host)
{
    [Fact]
    public async Task Should_show_an_order_that_another_service_confirmed()
    {
        var foreign = TestOrders.Fresh();

        await AdoptAsync(foreign);

        var order = await host.GetAsync($"/orders/{foreign["orderId"]}");
        order["orderNumber"]!.GetValue<string>().ShouldBe(foreign["orderNumber"]!.GetValue<string>());
        order["status"]!.GetValue<string>().ShouldBe("pending");
        order["totalAmount"]!.GetValue<decimal>().ShouldBe(19.8m);
        order["confirmedAt"]!.GetValue<string>().ShouldBe("2026-05-01T08:30:00Z");
    }

    [Fact]
    public async Task Should_take_a_price_as_fine_as_the_contract_allows()
    {
        var foreign = TestOrders.Fresh();
        foreign["lines"]![0]!["unitPrice"] = 4.952525m;

        await AdoptAsync(foreign);

        (await host.GetAsync($"/orders/{foreign["orderId"]}"))["totalAmount"]!.GetValue<decimal>().ShouldBe(19.81m, "9.905050 is 9.91");
    }

    [Fact]
    public async Task Should_keep_what_it_says_about_its_invoice()
    {
        var foreign = TestOrders.WithTerms(TestOrders.Fresh());

        await AdoptAsync(foreign);
        await AdoptAsync(foreign);

        TestOrders.ShouldHaveTermsOf(await host.GetAsync($"/orders/{foreign["orderId"]}"), foreign);
        foreign["payment"]!["status"] = "paid";
        await Should.ThrowAsync<RefusedOrderException>(() => AdoptAsync(foreign));
    }

    [Fact]
    public async Task Should_publish_no_second_event()
    {
        var foreign = TestOrders.Fresh();

        await AdoptAsync(foreign);

        var orderId = Guid.Parse(foreign["orderId"]!.GetValue<string>());
        (await host.WithDatabaseAsync(dbContext => dbContext.Set<MassTransit.EntityFrameworkCoreIntegration.OutboxMessage>()
            .AnyAsync(message => message.MessageId == orderId))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("de-at")]
    [InlineData("de-AT")]
    public async Task Should_adopt_an_order_once_however_often_its_event_comes(string locale)
    {
        var foreign = TestOrders.Fresh();
        foreign["customer"]!["locale"] = locale;

        await AdoptAsync(foreign);
        await AdoptAsync(foreign);

        (await CountAsync(foreign)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_know_an_order_that_was_posted_here()
    {
        var posted = TestOrders.Fresh();
        (await host.PostAsync(posted)).Status.ShouldBe(202);

        await AdoptAsync(posted);

        (await CountAsync(posted)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_answer_a_post_of_an_adopted_order_as_one_sent_again()
    {
        var foreign = TestOrders.Fresh();
        await AdoptAsync(foreign);

        var (status, body) = await host.PostAsync(foreign);

        status.ShouldBe(202);
        body["orderId"]!.GetValue<string>().ShouldBe(foreign["orderId"]!.GetValue<string>());
        (await CountAsync(foreign)).ShouldBe(1);
    }

    [Theory]
    [InlineData("currency", "\"XXQ\"", "currency must be an ISO 4217 code in capitals, such as GBP, and is XXQ.")]
    [InlineData("unitPrice", "4.9555555", "lines[0].unitPrice must have at most 6 decimals in GBP, and is 4.9555555.")]
    [InlineData("locale", "\"xx-yy-zz\"", "customer.locale must be a known BCP 47 language tag such as de-AT.")]
    [InlineData("email", "\"jane\"", "customer.email must be a mailbox such as jane@example.test.")]
    public async Task Should_refuse_what_a_post_would_be_refused_for(string member, string value, string reason)
    {
        var foreign = TestOrders.Fresh();
        var parent = member switch { "currency" => foreign, "unitPrice" => foreign["lines"]![0]!, _ => foreign["customer"]! };
        parent[member] = JsonNode.Parse(value);

        var refused = await Should.ThrowAsync<RefusedOrderException>(() => AdoptAsync(foreign));

        refused.Message.ShouldEndWith($"is refused: {reason}");
        (await CountAsync(foreign)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_refuse_a_different_order_under_an_id_that_is_taken()
    {
        var foreign = TestOrders.Fresh();
        await AdoptAsync(foreign);
        foreign["lines"]![0]!["quantity"] = 3;

        (await Should.ThrowAsync<RefusedOrderException>(() => AdoptAsync(foreign))).Message
            .ShouldEndWith("orderId is that of a different order.");
    }

    [Fact]
    public async Task Should_refuse_an_order_whose_number_is_taken()
    {
        var first = TestOrders.Fresh();
        await AdoptAsync(first);
        var second = TestOrders.Fresh(first["orderNumber"]!.GetValue<string>());

        (await Should.ThrowAsync<RefusedOrderException>(() => AdoptAsync(second))).Message
            .ShouldEndWith($"orderNumber {first["orderNumber"]} is that of order {first["orderId"]}.");
    }

    private async Task AdoptAsync(JsonObject order)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrderAdoption>()
            .AdoptAsync(order.Deserialize<OrderConfirmed>(JsonSerializerOptions.Web)!, TestContext.Current.CancellationToken);
    }

    private Task<int> CountAsync(JsonObject order)
    {
        var number = order["orderNumber"]!.GetValue<string>();
        return host.WithDatabaseAsync(dbContext => dbContext.Orders.CountAsync(row => row.OrderNumber == number));
    }
}
