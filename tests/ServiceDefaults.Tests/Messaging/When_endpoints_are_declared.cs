using System.Text.Json;
using MassTransit;
using Microservices.ServiceDefaults.Tests.Support;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_endpoints_are_declared
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_limit_deliveries_and_dead_letter_at_least_once()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation,
            ("Messaging:DeliveryLimit", "7"));

        (await ArgumentsAsync(broker, TestService.Endpoint)).ShouldBe(
            "x-dead-letter-exchange=probe-dead-letter x-dead-letter-strategy=at-least-once x-delivery-limit=7 "
            + "x-overflow=reject-publish x-queue-type=quorum");
        (await ArgumentsAsync(broker, "probe-dead-letter")).ShouldBe("x-queue-type=quorum");
    }

    [Fact]
    public async Task Should_declare_a_delay_queue_for_each_interval()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation,
            ("Messaging:RedeliveryIntervals:1", "00:05:00"));

        (await ArgumentsAsync(broker, $"{TestService.Endpoint}_redelivery_200ms")).ShouldBe(
            "x-dead-letter-exchange=probe-sent x-dead-letter-strategy=at-least-once "
            + "x-message-ttl=200 x-overflow=reject-publish x-queue-type=quorum");
        (await ArgumentsAsync(broker, $"{TestService.Endpoint}_redelivery_300s")).ShouldContain("x-message-ttl=300000 ");
        (await broker.ExistsAsync("probe-faults_redelivery_200ms", Cancellation)).ShouldBeFalse("it has no policy");
    }

    [Fact]
    public async Task Should_declare_the_error_and_the_skipped_queue_before_anything_fails()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);

        (await ArgumentsAsync(broker, $"{TestService.Endpoint}_error")).ShouldBe("x-queue-type=quorum");
        (await ArgumentsAsync(broker, $"{TestService.Endpoint}_skipped")).ShouldBe("x-queue-type=quorum");
    }

    [Fact]
    public async Task Should_keep_limits_and_dead_lettering_away_from_error_and_skipped_queues()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        service.Probe.OnConsume = _ => throw new PermanentException();

        await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);
        await broker.TakeAsync($"{TestService.Endpoint}_error", Cancellation);
        await broker.SendAsync(TestService.Endpoint, """{ "messageType": ["urn:message:No:One"], "message": {} }""",
            new BasicProperties { ContentType = "application/vnd.masstransit+json" }, Cancellation);
        await broker.TakeAsync($"{TestService.Endpoint}_skipped", Cancellation);

        (await ArgumentsAsync(broker, $"{TestService.Endpoint}_error")).ShouldBe("x-queue-type=quorum");
        (await ArgumentsAsync(broker, $"{TestService.Endpoint}_skipped")).ShouldBe("x-queue-type=quorum");
    }

    [Fact]
    public async Task Should_dead_letter_what_the_consumer_never_acknowledges()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using (await TestService.StartAsync(broker.ConnectionString, Cancellation, ("Messaging:DeliveryLimit", "2")))
        {
        }

        await broker.SendAsync(TestService.Endpoint, "{}", new BasicProperties { Persistent = true }, Cancellation);
        await broker.RejectUntilGoneAsync(TestService.Endpoint, Cancellation);

        var dead = await broker.TakeAsync("probe-dead-letter", Cancellation);
        TestBroker.Header(dead, "x-first-death-reason").ShouldBe("delivery_limit");
        TestBroker.Header(dead, "x-first-death-queue").ShouldBe(TestService.Endpoint);
    }

    private static async Task<string> ArgumentsAsync(TestBroker broker, string queue)
    {
        var description = await broker.DescribeAsync(queue, Cancellation);
        description.Durable.ShouldBeTrue();
        var arguments = description.Arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal);
        return string.Join(' ', arguments.Select(argument => $"{argument.Key}={Text(argument.Value)}"));
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
}
