using MassTransit;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Tests.Messaging;

/// <summary>What senders in other languages have: no envelope, no header of MassTransit, now and then no content type.</summary>
public sealed class When_a_message_comes_from_elsewhere
{
    private const string CloudEvent = "application/cloudevents+json";
    private const string ErrorQueue = TestService.Endpoint + "_error";
    private const string Urn = "urn:message:Microservices.ServiceDefaults.Tests.Support:ProbeSent";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "ID", "the only message of the queue, without a content type")]
    [InlineData(null, """{ "messageType": ["URN"], "message": ID }""", "an envelope without a content type")]
    [InlineData(null, """{ "messageType": ["urn:message:microservices.servicedefaults.tests.support:probesent"], "message": ID }""", "a type in another case")]
    [InlineData(null, """{ "messageType": ["URN"], "conversationId": "", "sourceAddress": null, "headers": null, "message": ID }""", "an envelope with blanks")]
    [InlineData(null, """{ "specversion": "1.0", "type": "ProbeSent", "data": ID }""", "a CloudEvent without a content type")]
    [InlineData(CloudEvent, """{ "specversion": "1.0", "type": "URN", "data": ID }""", "a CloudEvent by URN")]
    [InlineData(CloudEvent + "; charset=utf-8", """{ "specversion": "1.0", "type": "ProbeSent", "data": ID }""", "a CloudEvent by name")]
    public async Task Should_read_it(string? contentType, string body, string what)
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        var orderId = NewId.NextGuid();

        await broker.SendAsync(TestService.Endpoint, Filled(body, orderId), Properties(contentType), Cancellation);

        await Eventually.Holds(() => service.Probe.Of(orderId).Count == 1, what, cancellationToken: Cancellation);
    }

    [Theory]
    [InlineData("ProbeSent", null)]
    [InlineData("urn:message:microservices.servicedefaults.tests.support:probesent", null)]
    [InlineData("Microservices.ServiceDefaults.Tests.Support:ProbeSent", null)]
    [InlineData(null, "cloudEvents:type")]
    [InlineData(null, "cloudEvents_type")]
    public async Task Should_take_its_type_from_property_or_header(string? type, string? header)
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        var orderId = NewId.NextGuid();
        var properties = Properties("application/json");
        if (type is not null)
            properties.Type = type;
        if (header is not null)
            properties.Headers = new Dictionary<string, object?> { [header] = Urn };

        await broker.SendAsync(TestService.Endpoint, Filled("ID", orderId), properties, Cancellation);

        await Eventually.Holds(() => service.Probe.Of(orderId).Count == 1, "the message", cancellationToken: Cancellation);
    }

    [Theory]
    [InlineData(CloudEvent, """{ "specversion": "1.0", "type": "Other", "data": {} }""", "type is 'Other', and must be one of " + Urn)]
    [InlineData(CloudEvent, """{ "specversion": "1.0", "data": {} }""", "type must be a string")]
    [InlineData(CloudEvent, """{ "specversion": "1.0", "type": "ProbeSent" }""", "data is required")]
    [InlineData("application/vnd.masstransit+json", """{ "message": {} }""", "messageType is required")]
    [InlineData("application/vnd.masstransit+json", """{ "messageType": ["URN"], "message": {}, "Message": {} }""", "message must be there once")]
    [InlineData(null, """{ "messageType": ["\ud800"], "message": {} }""", "messageType must be an array")]
    [InlineData(null, """{ "messageType": ["URN"], "conversationId": "0", "message": ID }""", "conversationId must be a UUID")]
    [InlineData(null, """{ "messageType": ["URN"], "host": { "processId": "x" }, "message": ID }""", "processId must be of the type")]
    [InlineData(null, """{ "messageType": ["URN"], "headers": { "\ud800": 1 }, "message": ID }""", "headers")]
    [InlineData(null, """{ "\udc00": 1, "orderId": "6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11" }""", "\\udc00 must be a name in valid Unicode")]
    [InlineData(CloudEvent, """{ "specversion": "1.0", "type": "\ud800", "data": {} }""", "type must be a string")]
    [InlineData("application/json", "[1]", "must be a JSON object")]
    [InlineData(null, "hello", "no valid JSON")]
    [InlineData(null, "", "no valid JSON")]
    public async Task Should_say_what_it_lacks(string? contentType, string body, string expected)
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);

        await broker.SendAsync(TestService.Endpoint, Filled(body, Guid.Empty), Properties(contentType), Cancellation);
        var dead = await broker.TakeAsync(ErrorQueue, Cancellation);

        TestBroker.Header(dead, "MT-Fault-Message").ShouldContain(expected);
    }

    private static string Filled(string body, Guid orderId) => body
        .Replace("URN", Urn, StringComparison.Ordinal)
        .Replace("ID", $$"""{ "orderId": "{{orderId}}" }""", StringComparison.Ordinal);

    private static BasicProperties Properties(string? contentType)
    {
        var properties = new BasicProperties();
        if (contentType is not null)
            properties.ContentType = contentType;
        return properties;
    }
}
