using System.Text.Json;
using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>Messages without MassTransit's envelope: their ids travel as headers of the transport.</summary>
public abstract class When_messages_are_raw_json<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Fact]
    public async Task Should_arrive_as_they_are_with_their_ids_when_they_are_handed_over()
    {
        await using var host = await StartAsync(Raw);
        var id = Guid.NewGuid();

        var messageId = await PublishAsync(host, id);

        await ArrivesAsync(host, id, messageId);
    }

    [Fact]
    public async Task Should_arrive_as_they_are_with_their_ids_when_the_poll_finds_them()
    {
        var id = Guid.NewGuid();
        Guid messageId;
        await using (var dead = await StartAsync(Raw with { StartBus = false }))
        {
            messageId = await PublishAsync(dead, id);
            var body = await dead.QueryAsync(x => x.Set<OutboxMessage>().Select(y => y.Body).SingleAsync(Cancellation));
            JsonDocument.Parse(body).RootElement.EnumerateObject().Select(x => x.Name).ShouldBe(["id", "number"]);
        }

        await using var host = await StartAsync(Raw);

        await ArrivesAsync(host, id, messageId);
    }

    private static OutboxHostSetup Raw => new() { Factory = (_, cfg) => cfg.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders) };

    private static async Task<Guid> PublishAsync(OutboxHost host, Guid id)
    {
        var messageId = Guid.NewGuid();
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = id }, x => x.MessageId = messageId, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });
        return messageId;
    }

    private static async Task ArrivesAsync(OutboxHost host, Guid id, Guid messageId)
    {
        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        var arrived = host.Observed.Of<Ping>().ShouldHaveSingleItem();
        arrived.Message.Id.ShouldBe(id);
        arrived.MessageId.ShouldBe(messageId);
        arrived.ReceiveContext.ContentType?.MediaType.ShouldBe("application/json");
    }
}

public sealed class When_messages_are_raw_json_on_postgres_and_rabbitmq : When_messages_are_raw_json<PostgresRabbitMqEngine>;

public sealed class When_messages_are_raw_json_on_sqlite_in_memory : When_messages_are_raw_json<SqliteInMemoryEngine>;
