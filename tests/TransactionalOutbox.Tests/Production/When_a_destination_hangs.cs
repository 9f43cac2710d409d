using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;

namespace Microservices.TransactionalOutbox.Tests.Production;

/// <summary>One exchange takes nothing; the messages to all others go on.</summary>
public sealed class When_a_destination_hangs : ConformanceTest<PostgresRabbitMqEngine>
{
    [Fact]
    public async Task Should_deliver_to_the_others_at_once()
    {
        await using var host = await StartAsync(new OutboxHostSetup
        {
            BusOutbox = x => x.MessageDeliveryTimeout = TimeSpan.FromHours(1), // longer than the test waits
            Factory = (_, factory) => factory.ConnectSendObserver(new HangingExchange(nameof(OrderPlaced))),
        });

        for (var number = 0; number < 5; number++)
        {
            await host.InScopeAsync(async (publisher, dbContext) =>
            {
                await publisher.Publish(new OrderPlaced { OrderId = Guid.NewGuid() }, Cancellation);
                await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = number }, Cancellation);
                await dbContext.SaveChangesAsync(Cancellation);
            });
        }

        await ArrivedAsync<Ping>(host, 5);
        host.Observed.Of<OrderPlaced>().ShouldBeEmpty();
    }

    private sealed class HangingExchange(string name) : ISendObserver
    {
        public Task PreSend<T>(SendContext<T> context)
            where T : class => context.DestinationAddress?.AbsolutePath.EndsWith(name, StringComparison.Ordinal) == true
                ? Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken)
                : Task.CompletedTask;

        public Task PostSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task SendFault<T>(SendContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
