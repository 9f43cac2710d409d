using System.Text;
using System.Text.Json.Nodes;
using Contracts.DeadLetters;
using Contracts.Email;
using Contracts.Inventory;
using Contracts.Invoice;
using Contracts.Orders;
using MassTransit;
using Microservices.Orders.Tests.Hosting;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Microservices.Orders.Tests.Fulfilment;

public class FulfilmentOverBrokerTests(PostgresOrdersHost host) : IClassFixture<PostgresOrdersHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_follow_what_the_services_report()
    {
        var orderId = await PostAsync();
        var bus = host.Services.GetRequiredService<IBus>();
        var short1 = new ReservedSku { Sku = "MUG", Reserved = 1, Backordered = 3 };
        var reservationId = Guid.NewGuid();
        var now = DateTimeOffset.UtcNow;

        await bus.Publish(
            new OrderConfirmationSent { OrderId = orderId, MailMessageId = "m1@example.test", SentAt = now }, Cancelled);
        await bus.Publish(
            new StockShortageDetected { OrderId = orderId, ReservationId = reservationId, Lines = [short1], DetectedAt = now },
            Cancelled);
        await bus.Publish(
            new StockReserved { OrderId = orderId, ReservationId = reservationId, Lines = [short1], ReservedAt = now },
            Cancelled);
        await bus.Publish(Issued(orderId, "INV-2026-000001") with { DocumentFollows = true }, Cancelled);
        await bus.Publish(new BackorderFilled
        {
            OrderId = orderId,
            ReservationId = reservationId,
            Lines = [short1 with { Reserved = 4, Backordered = 0 }],
            FilledAt = new DateTimeOffset(2026, 5, 2, 12, 30, 0, TimeSpan.Zero),
        }, Cancelled);
        await Eventually.Holds(async () => Text((await OrderAsync(orderId))["fulfilment"]!["inventory"]!, "detail")
            == "Back order filled at 2026-05-02 12:30 UTC.", "the back order is filled", cancellationToken: Cancelled);
        await Eventually.Holds(async () => await host.Broker.CountMessagesAsync("orders-fulfilment", Cancelled) == 0,
            "all is consumed", cancellationToken: Cancelled);
        Text((await OrderAsync(orderId))["fulfilment"]!["invoice"]!, "status").ShouldBe("pending", "the document is to come");

        await bus.Publish(
            new InvoiceDocumentStored { OrderId = orderId, InvoiceNumber = "INV-2026-000001", StoredAt = now }, Cancelled);

        await Eventually.Holds(async () => Text(await OrderAsync(orderId), "status") == "done",
            "the order is done", cancellationToken: Cancelled);
        var fulfilment = (await OrderAsync(orderId))["fulfilment"]!;
        Text(fulfilment["email"]!, "reference").ShouldBe("m1@example.test");
        Text(fulfilment["inventory"]!, "reference").ShouldBe(reservationId.ToString());
        fulfilment["inventory"]!["backordered"]!.GetValue<long>().ShouldBe(0);
        Text(fulfilment["invoice"]!, "reference").ShouldBe("INV-2026-000001");
    }

    [Fact]
    public async Task Should_show_which_service_gave_up_and_why()
    {
        // A service that fails for good, so that the fault is a real one with a real source.
        var bus = Bus.Factory.CreateUsingRabbitMq(cfg =>
        {
            cfg.Host(new Uri(host.Broker.ConnectionString));
            cfg.ReceiveEndpoint("invoice-order-confirmed", endpoint => endpoint.Handler<OrderConfirmed>(_ =>
                throw new InvalidOperationException("No VAT rate for XX.")));
        });
        await bus.StartAsync(Cancelled);
        try
        {
            var orderId = await PostAsync();

            await Eventually.Holds(async () => Text(await OrderAsync(orderId), "status") == "failed",
                "the order is failed", cancellationToken: Cancelled);
            var step = (await OrderAsync(orderId))["fulfilment"]!["invoice"]!;
            Text(step, "detail").ShouldBe("InvalidOperationException: No VAT rate for XX.");

            await host.Services.GetRequiredService<IBus>().Publish(Issued(orderId, "INV-2"), Cancelled);
            await Eventually.Holds(
                async () => Text((await OrderAsync(orderId))["fulfilment"]!["invoice"]!, "status") == "done",
                "the replay has cured it", cancellationToken: Cancelled);
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("email-order-confirmed", "email")]
    [InlineData("inventory-order-confirmed", "inventory")]
    [InlineData("invoice-render-document", "invoice")]
    public async Task Should_show_the_step_whose_message_was_given_up(string queue, string step)
    {
        var orderId = await PostAsync();
        var bus = host.Services.GetRequiredService<IBus>();

        await bus.Publish(Failed(Guid.NewGuid(), queue), Cancelled); // of an order that is not here: no dead letter
        await bus.Publish(Failed(orderId, "orders-fulfilment"), Cancelled);
        await bus.Publish(Failed(orderId, queue), Cancelled);

        await Eventually.Holds(async () => Text(await OrderAsync(orderId), "status") == "failed",
            "the order is failed", cancellationToken: Cancelled);
        Text((await OrderAsync(orderId))["fulfilment"]![step]!, "detail").ShouldBe("TimeoutException: It took too long.");
        var found = await host.GetAsync($"/orders?status=failed&orderNumber={Text(await OrderAsync(orderId), "orderNumber")}");
        found["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_keep_what_is_reported_early_for_the_order_that_another_service_confirmed()
    {
        var foreign = TestOrders.Fresh();
        var orderId = Guid.Parse(foreign["orderId"]!.GetValue<string>());
        var bus = host.Services.GetRequiredService<IBus>();
        await bus.Publish(new OrderConfirmationSent { OrderId = orderId, MailMessageId = "early@example.test", SentAt = DateTimeOffset.UtcNow }, Cancelled);
        await Eventually.Holds(() => host.WithDatabaseAsync(dbContext => dbContext.EarlyReports.AnyAsync(report => report.OrderId == orderId)),
            "the report waits", cancellationToken: Cancelled);

        await host.Broker.PublishAsync("Contracts.Orders:OrderConfirmed", "", new BasicProperties { ContentType = "application/json" },
            Encoding.UTF8.GetBytes(foreign.ToJsonString()), Cancelled);

        await Eventually.Holds(async () => (await host.Http.GetAsync($"/orders/{orderId}", Cancelled)).IsSuccessStatusCode, "the order is adopted",
            cancellationToken: Cancelled);
        Text((await OrderAsync(orderId))["fulfilment"]!["email"]!, "reference").ShouldBe("early@example.test");
        (await host.WithDatabaseAsync(dbContext => dbContext.EarlyReports.AnyAsync(report => report.OrderId == orderId))).ShouldBeFalse();
    }

    private static OrderMessageFailed Failed(Guid orderId, string queue) => new()
    {
        OrderId = orderId,
        Queue = queue,
        Reason = "TimeoutException: It took too long.",
        FailedAt = DateTimeOffset.UtcNow,
    };

    private async Task<Guid> PostAsync() =>
        (await host.PostAsync(TestOrders.Fresh())).Body["orderId"]!.GetValue<Guid>();

    private static InvoiceIssued Issued(Guid orderId, string number) => new()
    {
        OrderId = orderId,
        InvoiceNumber = number,
        Currency = "GBP",
        NetAmount = 16.5m,
        VatAmount = 3.3m,
        GrossAmount = 19.8m,
        IssuedAt = DateTimeOffset.UtcNow,
    };

    private Task<JsonNode> OrderAsync(Guid orderId) => host.GetAsync($"/orders/{orderId}");

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
