using MassTransit;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_a_message_cannot_be_read
{
    private const string Envelope = "application/vnd.masstransit+json";
    private const string ErrorQueue = TestService.Endpoint + "_error";
    private const string SkippedQueue = TestService.Endpoint + "_skipped";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Envelope, "{ this is no JSON")]
    [InlineData(Envelope, "\u0000\u0001\u0002")]
    [InlineData("application/json", "{ \"orderId\": ")]
    [InlineData("application/json", "{ \"orderId\": \"no UUID\" }")]
    [InlineData("application/json", "{ \"text\": \"the order id is required\" }")]
    [InlineData("text/plain", "hello")]
    public async Task Should_move_it_to_the_error_queue_and_go_on(string contentType, string body)
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        var properties = new BasicProperties { ContentType = contentType, MessageId = "as the sender wrote it" };

        await broker.SendAsync(TestService.Endpoint, body, properties, Cancellation);
        var dead = await broker.TakeAsync(ErrorQueue, Cancellation);

        System.Text.Encoding.UTF8.GetString(dead.Body.Span).ShouldBe(body);
        dead.BasicProperties.MessageId.ShouldBe("as the sender wrote it");
        TestBroker.Header(dead, "MT-Reason").ShouldBe("fault");
        TestBroker.Header(dead, "MT-Fault-Message").ShouldNotBeEmpty();
        await ShouldGoOn(service);
        service.Probe.Deliveries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_move_a_type_that_nobody_consumes_to_the_skipped_queue_and_go_on()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        const string body = """
            { "messageId": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
              "messageType": ["urn:message:Somewhere.Else:Unknown"], "message": { "a": 1 } }
            """;

        await broker.SendAsync(TestService.Endpoint, body, new BasicProperties { ContentType = Envelope }, Cancellation);
        var skipped = await broker.TakeAsync(SkippedQueue, Cancellation);

        TestBroker.Header(skipped, "MT-Reason").ShouldBe("dead-letter");
        await ShouldGoOn(service);
    }

    private static async Task ShouldGoOn(TestService service)
    {
        var next = new ProbeSent { OrderId = NewId.NextGuid() };
        await service.PublishAsync(next, Cancellation);
        await Eventually.Holds(() => service.Probe.Of(next.OrderId).Count == 1,
            "the next message", cancellationToken: Cancellation);
    }
}
