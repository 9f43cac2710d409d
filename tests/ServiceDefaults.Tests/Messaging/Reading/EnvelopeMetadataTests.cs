using System.Text.Json;
using Microservices.ServiceDefaults.Messaging.Reading;

namespace Microservices.ServiceDefaults.Tests.Messaging.Reading;

public sealed class EnvelopeMetadataTests
{
    [Theory]
    [InlineData("messageId", "\"many\"", "must be a UUID such as 6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11, and is \"many\".")]
    [InlineData("ConversationId", "\"0\"", "must be a UUID")]
    [InlineData("correlationId", "7", "must be a UUID such as 6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11, and is 7.")]
    [InlineData("requestId", "{}", "must be a UUID")]
    [InlineData("initiatorId", "\"\\ud800\"", "must be a UUID")]
    [InlineData("sourceAddress", "\"orders\"", "must be an address such as rabbitmq://host/queue, and is \"orders\".")]
    [InlineData("destinationAddress", "5", "must be an address")]
    [InlineData("responseAddress", "\"//\"", "must be an address")]
    [InlineData("faultAddress", "[\"rabbitmq://localhost/x\"]", "must be an address")]
    [InlineData("sentTime", "\"yesterday\"", "must be a time such as 2026-05-01T09:30:00Z, and is \"yesterday\".")]
    [InlineData("expirationTime", "1777627800", "must be a time")]
    [InlineData("headers", "[]", "must be an object, and is [].")]
    [InlineData("host", "\"here\"", "must be an object")]
    public void Should_name_member_value_and_rule(string member, string json, string expected) =>
        Check(member, json).ShouldNotBeNull().ToString().ShouldStartWith($"{member} {expected}");

    [Theory]
    [InlineData("messageId", "\"6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11\"")]
    [InlineData("messageId", "null")]
    [InlineData("conversationId", "\"\"")]
    [InlineData("sourceAddress", "\" \"")]
    [InlineData("sourceAddress", "\"rabbitmq://localhost/x?temporary=true\"")]
    [InlineData("sentTime", "\"2026-05-01T09:30:00.1234567Z\"")]
    [InlineData("headers", "{ \"a\": [1] }")]
    [InlineData("trace", "7")]
    public void Should_take_what_MassTransit_reads(string member, string json) => Check(member, json).ShouldBeNull();

    private static Breach? Check(string member, string json) => EnvelopeMetadata.Check(JsonElement.Parse($"{{ \"{member}\": {json} }}"));
}
