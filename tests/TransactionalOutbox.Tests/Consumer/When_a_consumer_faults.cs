using MassTransit;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

public abstract class When_a_consumer_faults<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    private static readonly OutboxHostSetup WithFaults = new()
    {
        Retries = 3,
        Bus = bus =>
        {
            bus.AddConsumer<FaultConsumer>();
            bus.AddConsumer<TakeNameConsumer>();
            bus.AddConsumer<AskQuestionConsumer>();
        },
        Endpoint = (context, endpoint) =>
        {
            endpoint.ConfigureConsumer<TakeNameConsumer>(context);
            endpoint.ConfigureConsumer<AskQuestionConsumer>(context);
        },
        Factory = (context, cfg) => cfg.ReceiveEndpoint("faults", x => x.ConfigureConsumer<FaultConsumer>(context))
    };

    [Fact]
    public async Task Should_publish_one_fault_after_all_retries()
    {
        await using var host = await StartAsync(WithFaults);
        var (bad, good) = (Guid.NewGuid(), Guid.NewGuid());

        await host.SendAsync(new PlaceOrder { OrderId = bad, FailingAttempts = int.MaxValue }, Guid.NewGuid());
        await host.SendAsync(new PlaceOrder { OrderId = good, FailingAttempts = 3 }, Guid.NewGuid());

        await ArrivedAsync<Fault<PlaceOrder>>(host, 1);
        await ArrivedAsync<OrderPlaced>(host, 1);
        host.Observed.Of<Fault<PlaceOrder>>().ShouldHaveSingleItem().Message.Message.OrderId.ShouldBe(bad);
        host.Observed.Of<OrderPlaced>().ShouldHaveSingleItem().Message.OrderId.ShouldBe(good);
    }

    [Theory, EverySetUpOfConsumers]
    public async Task Should_publish_the_typed_fault_when_saving_fails(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithFaults);
        var endpoint = await host.Bus.GetSendEndpoint(new Uri("queue:place-order"));

        await endpoint.Send(new TakeName { Name = "Ada" }, Cancellation);
        await Eventually.Holds(() => host.QueryAsync(async x => await x.FindAsync<UniqueThing>(["Ada"], Cancellation) is not null),
            "the first to have the name", TimeSpan.FromSeconds(30), Cancellation);
        await endpoint.Send(new TakeName { Name = "Ada" }, Cancellation);

        await ArrivedAsync<Fault<TakeName>>(host, 1);
        host.Observed.Of<Fault<TakeName>>().ShouldHaveSingleItem().Message.Message.Name.ShouldBe("Ada");
    }

    [Fact]
    public async Task Should_answer_a_request_through_the_outbox()
    {
        await using var host = await StartAsync(WithFaults);

        var client = host.Bus.CreateRequestClient<AskQuestion>(new Uri("queue:place-order"), RequestTimeout.After(s: 30));
        var response = await client.GetResponse<Answer>(new AskQuestion { Text = "the answer?" }, Cancellation);

        response.Message.Text.ShouldBe("42");
    }

    [Fact]
    public async Task Should_answer_a_failed_request_with_its_fault()
    {
        await using var host = await StartAsync(WithFaults);

        var client = host.Bus.CreateRequestClient<AskQuestion>(new Uri("queue:place-order"), RequestTimeout.After(s: 30));
        var ask = () => client.GetResponse<Answer>(new AskQuestion { Text = "" }, Cancellation);

        (await ask.ShouldThrowAsync<RequestFaultException>()).Message.ShouldContain("no question");
    }
}

public sealed class TakeNameConsumer(TestDbContext dbContext) : IConsumer<TakeName>
{
    public Task Consume(ConsumeContext<TakeName> context)
    {
        dbContext.Add(new UniqueThing { Name = context.Message.Name });
        return Task.CompletedTask;
    }
}

public sealed class AskQuestionConsumer : IConsumer<AskQuestion>
{
    public Task Consume(ConsumeContext<AskQuestion> context) => context.Message.Text.Length > 0
        ? context.RespondAsync(new Answer { Text = "42" })
        : throw new InvalidOperationException("There is no question.");
}

public sealed class When_a_consumer_faults_on_postgres_and_rabbitmq : When_a_consumer_faults<PostgresRabbitMqEngine>;

public sealed class When_a_consumer_faults_on_sqlite_in_memory : When_a_consumer_faults<SqliteInMemoryEngine>;
