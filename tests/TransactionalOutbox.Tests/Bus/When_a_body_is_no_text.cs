using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>BSON, MessagePack or encrypted bodies: MassTransit's own formats of this kind give Base64 where text is asked for.</summary>
public abstract class When_a_body_is_no_text<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    private static readonly OutboxHostSetup Setup = new()
    {
        Factory = (_, cfg) =>
        {
            cfg.AddSerializer(new InvertingSerializer());
            cfg.AddDeserializer(new InvertingSerializer(), isDefault: true);
        }
    };

    [Fact]
    public async Task Should_arrive_as_it_was_serialized_when_it_is_handed_over()
    {
        await using var host = await StartAsync(Setup with { Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10) });

        await PublishAsync(host);

        await ArrivedAsync<Ping>(host, 1);
    }

    [Fact]
    public async Task Should_arrive_as_it_was_serialized_when_the_poll_finds_it()
    {
        await using (var dead = await StartAsync(Setup with { StartBus = false }))
            await PublishAsync(dead);

        await using var host = await StartAsync(Setup);

        await ArrivedAsync<Ping>(host, 1);
    }

    /// <summary>JSON of which every bit is inverted, so that no byte of it is text.</summary>
    private sealed class InvertingSerializer : ISerializerFactory, IMessageSerializer, IMessageDeserializer
    {
        private static readonly SystemTextJsonMessageSerializer Json = new(new ContentType("application/vnd.inverted"));

        public ContentType ContentType => Json.ContentType;

        public IMessageSerializer CreateSerializer() => this;

        public IMessageDeserializer CreateDeserializer() => this;

        public MessageBody GetMessageBody<T>(SendContext<T> context)
            where T : class => new Base64MessageBody(Convert.ToBase64String(Inverted(Json.GetMessageBody(context))));

        public MessageBody GetMessageBody(string text) => new Base64MessageBody(text);

        public ConsumeContext Deserialize(ReceiveContext receiveContext) => new BodyConsumeContext(receiveContext,
            Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

        public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
            Json.Deserialize(new BytesMessageBody(Inverted(body)), headers, destinationAddress);

        public void Probe(ProbeContext context) => context.CreateScope("inverting");

        private static byte[] Inverted(MessageBody body) => [.. body.GetBytes().Select(value => (byte)~value)];
    }
}

public sealed class When_a_body_is_no_text_on_postgres_and_rabbitmq : When_a_body_is_no_text<PostgresRabbitMqEngine>;

public sealed class When_a_body_is_no_text_on_sqlite_in_memory : When_a_body_is_no_text<SqliteInMemoryEngine>;
