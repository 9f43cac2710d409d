using MassTransit;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Microservices.TransactionalOutbox.Tests.Production;

/// <summary>PostgreSQL has aborted the transaction then, and answers its COMMIT with ROLLBACK and no error.</summary>
public sealed class When_a_consumer_goes_on_after_an_sql_error : ConformanceTest<PostgresRabbitMqEngine>
{
    [Fact]
    public async Task Should_not_take_the_message_for_consumed()
    {
        await using var host = await StartAsync(new OutboxHostSetup
        {
            Bus = bus => bus.AddConsumer<CarelessConsumer>(),
            Endpoint = (context, endpoint) => endpoint.ConfigureConsumer<CarelessConsumer>(context)
        });
        var order = Guid.NewGuid();

        await host.SendAsync(new PlaceCarelessly { OrderId = order }, Guid.NewGuid());

        await Eventually.Holds(async () => await EffectsAsync(host, order) == 1, "the second attempt to take effect",
            TimeSpan.FromSeconds(30), Cancellation);
        host.Gate.AttemptsOf(order).ShouldBe(2);
    }

    public sealed record PlaceCarelessly
    {
        public required Guid OrderId { get; init; }
    }

    private sealed class CarelessConsumer(TestDbContext dbContext, ConsumerGate gate) : IConsumer<PlaceCarelessly>
    {
        public async Task Consume(ConsumeContext<PlaceCarelessly> context)
        {
            var order = context.Message.OrderId;
            await dbContext.Database.ExecuteSqlAsync($"""INSERT INTO "Effects" ("OrderId") VALUES ({order})""", context.CancellationToken);
            if (gate.Enter(order) > 1)
                return;

            try
            {
                await dbContext.Database.ExecuteSqlAsync($"SELECT 1 FROM nowhere", context.CancellationToken);
            }
            catch (PostgresException)
            {
                // It takes the error for harmless.
            }
        }
    }
}
