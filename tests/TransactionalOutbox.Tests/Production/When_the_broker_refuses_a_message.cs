using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Production;

/// <summary>
/// RabbitMQ closes the channel on a message that it refuses, and with it fail all messages that wait there for their confirms
/// (https://www.rabbitmq.com/docs/channels#error-handling).
/// </summary>
public sealed class When_the_broker_refuses_a_message : ConformanceTest<PostgresRabbitMqEngine>
{
    // RabbitMQ 4 takes 16 MiB (https://www.rabbitmq.com/docs/configure, max_message_size).
    private const int TooLong = 17 << 20;

    private const int Others = 200;

    [Fact]
    public async Task Should_deliver_all_others()
    {
        await using (var host = await StartAsync(new OutboxHostSetup { StartBus = false }))
        {
            for (var number = 0; number < Others; number++)
            {
                await host.InScopeAsync(async (publisher, dbContext) =>
                {
                    await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = number }, Cancellation);
                    if (number == Others / 2)
                        await publisher.Publish(new TakeName { Name = new string('x', TooLong) }, Cancellation);
                    await dbContext.SaveChangesAsync(Cancellation);
                });
            }
        }

        await using var running = await StartAsync();

        await ArrivedAsync<Ping>(running, Others);

        // Some arrived whose confirm was lost with the channel: they are sent again.
        await Eventually.Reads(() => running.QueryAsync(x => x.Set<OutboxMessage>().Select(y => y.MessageType).ToListAsync(Cancellation)),
            left => left is [var refused] && refused.Contains(nameof(TakeName), StringComparison.Ordinal), "the refused message alone to be kept",
            TimeSpan.FromMinutes(3), Cancellation);
    }
}
