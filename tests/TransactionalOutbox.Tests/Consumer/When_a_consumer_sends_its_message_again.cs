using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

/// <summary>The inbox would drop the copy as a duplicate: the consumer is told, and nothing of it is committed.</summary>
public abstract class When_a_consumer_sends_its_message_again<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Theory]
    [InlineData("Defer")]
    [InlineData("Forward")]
    public Task Should_refuse_it(string way) => RefusesAsync(way);

    protected async Task RefusesAsync(string way)
    {
        await using var host = await StartAsync(new OutboxHostSetup
        {
            Retries = 0,
            Bus = bus =>
            {
                bus.AddConsumer<AgainConsumer>();
                bus.AddConsumer<FaultedConsumer>();
            },
            Factory = (context, cfg) => cfg.ReceiveEndpoint("faults", endpoint => endpoint.ConfigureConsumer<FaultedConsumer>(context)),
            Endpoint = (context, endpoint) => endpoint.ConfigureConsumer<AgainConsumer>(context)
        });
        var endpoint = await host.Bus.GetSendEndpoint(new Uri("queue:place-order"));

        await endpoint.Send(new Again { Way = way }, Cancellation);

        await ArrivedAsync<Fault<Again>>(host, 1);
        host.Observed.Of<Fault<Again>>()[0].Message.Exceptions[0].Message.ShouldContain("would be dropped as a duplicate");
        (await EffectsAsync(host)).ShouldBe(0);
    }

    public sealed record Again
    {
        public required string Way { get; init; }
    }

    private sealed class AgainConsumer(TestDbContext dbContext) : IConsumer<Again>
    {
        public async Task Consume(ConsumeContext<Again> context)
        {
            dbContext.Effects.Add(new Effect { OrderId = Guid.NewGuid() });
            await (context.Message.Way switch
            {
                "Redeliver" => context.Redeliver(TimeSpan.FromSeconds(1)),
                "Defer" => context.Defer(TimeSpan.FromSeconds(1)),
                _ => context.Forward(context.ReceiveContext.InputAddress)
            });
        }
    }

    private sealed class FaultedConsumer(Observed observed) : IConsumer<Fault<Again>>
    {
        public Task Consume(ConsumeContext<Fault<Again>> context)
        {
            observed.Add(context);
            return Task.CompletedTask;
        }
    }
}

public sealed class When_a_consumer_sends_its_message_again_on_postgres_and_rabbitmq :
    When_a_consumer_sends_its_message_again<PostgresRabbitMqEngine>;

public sealed class When_a_consumer_sends_its_message_again_on_sqlite_in_memory :
    When_a_consumer_sends_its_message_again<SqliteInMemoryEngine>
{
    [Fact]
    public Task Should_refuse_what_a_scheduler_would_send() => RefusesAsync("Redeliver"); // RabbitMQ needs a plug-in
}
