using MassTransit;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_a_message_is_plain_json
{
    private const string Json = "application/json; charset=utf-8";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_read_it_with_the_id_of_the_amqp_property()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        var orderId = NewId.NextGuid();
        var messageId = NewId.NextGuid();

        await SendAsync(broker, Body(orderId), messageId.ToString());
        var delivery = await FirstAsync(service, orderId);

        delivery.MessageId.ShouldBe(messageId);
        delivery.Text.ShouldBe("Grüße");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("order 4711")]
    public async Task Should_derive_the_same_id_for_every_copy_that_has_none(string? messageId)
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        var orderId = NewId.NextGuid();
        var other = NewId.NextGuid();

        await SendAsync(broker, Body(orderId), messageId);
        await SendAsync(broker, Body(orderId), messageId);
        await SendAsync(broker, Body(other), messageId);
        await Eventually.Holds(() => service.Probe.Deliveries.Count == 3,
            "three deliveries", cancellationToken: Cancellation);

        var ids = service.Probe.Of(orderId).Select(delivery => delivery.MessageId).Distinct().ToList();
        ids.ShouldHaveSingleItem().ShouldNotBeNull();
        service.Probe.Of(other)[0].MessageId.ShouldNotBe(ids[0]);
    }

    [Fact]
    public async Task Should_run_a_consumer_with_an_inbox_once_for_copies_without_an_id()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = TestService.Build(broker.ConnectionString, InboxService.Add);
        await service.StartAsync(Cancellation);
        var first = NewId.NextGuid();
        var last = NewId.NextGuid();

        foreach (var orderId in new[] { first, first, first, last })
        {
            await broker.SendAsync(InboxService.Endpoint, Body(orderId), new BasicProperties { ContentType = Json }, Cancellation);
        }

        await FirstAsync(service, last);
        service.Probe.Of(first).Count.ShouldBe(1);
        (await broker.CountAsync($"{InboxService.Endpoint}_error", Cancellation)).ShouldBe(0u);
    }

    [Fact]
    public async Task Should_redeliver_it_unchanged()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        service.Probe.OnConsume = _ => service.Probe.Deliveries.Count < 2
            ? throw new TransientException()
            : Task.CompletedTask;
        var orderId = NewId.NextGuid();

        await SendAsync(broker, Body(orderId), messageId: null);
        await Eventually.Holds(() => service.Probe.Deliveries.Count == 2,
            "the second delivery", cancellationToken: Cancellation);

        var deliveries = service.Probe.Of(orderId);
        deliveries.Select(delivery => delivery.Attempt).ShouldBe([1, 2]);
        deliveries.Select(delivery => delivery.MessageId).Distinct().Count().ShouldBe(1);
        deliveries.ShouldAllBe(delivery => delivery.Body == Body(orderId));
    }

    private static string Body(Guid orderId) => $$"""{ "orderId": "{{orderId}}", "text": "Grüße", "unknown": [1] }""";

    private static Task SendAsync(TestBroker broker, string body, string? messageId)
    {
        var properties = new BasicProperties { ContentType = Json };
        if (messageId is not null)
            properties.MessageId = messageId;
        return broker.SendAsync(TestService.Endpoint, body, properties, Cancellation);
    }

    private static async Task<Delivery> FirstAsync(TestService service, Guid orderId)
    {
        await Eventually.Holds(() => service.Probe.Of(orderId).Count > 0,
            "the message", cancellationToken: Cancellation);
        return service.Probe.Of(orderId)[0];
    }
}
