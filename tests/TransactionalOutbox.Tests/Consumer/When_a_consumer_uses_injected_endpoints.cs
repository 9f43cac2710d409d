using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

public abstract class When_a_consumer_uses_injected_endpoints<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    private static readonly OutboxHostSetup WithPublisher = new()
    {
        Bus = bus => bus.AddConsumer<InjectedPublisherConsumer>(),
        Services = services => services.AddScoped<FilterMark>(),
        Factory = (context, cfg) => cfg.UsePublishFilter(typeof(MarkingFilter<>), context),
        Endpoint = (context, endpoint) => endpoint.ConfigureConsumer<InjectedPublisherConsumer>(context)
    };

    [Theory, EverySetUpOfConsumers]
    public async Task Should_roll_back_what_they_published_with_a_failed_attempt(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithPublisher);
        var endpoint = await host.Bus.GetSendEndpoint(new Uri("queue:place-order"));

        await endpoint.Send(new AskQuestion { Text = "fail once" }, Cancellation);

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().ShouldHaveSingleItem().Message.Number.ShouldBe(2, "only the second attempt's message may go");
    }

    [Fact]
    public async Task Should_run_publish_filters_in_the_consumers_scope()
    {
        await using var host = await StartAsync(WithPublisher);
        var endpoint = await host.Bus.GetSendEndpoint(new Uri("queue:place-order"));

        await endpoint.Send(new AskQuestion { Text = "fail once" }, Cancellation);

        await ArrivedAsync<Ping>(host, 1);
        host.Observed.Of<Ping>()[0].Headers.Get<string>("mark").ShouldBe("attempt 2");
    }

    [Fact]
    public async Task Should_deliver_after_the_first_delivery_was_made_to_fail()
    {
        await using var host = await StartAsync(WithPublisher);

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, x => x.Headers.Set("MT-Fail-Delivery", true), Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Count.ShouldBe(1);
    }
}

public sealed class FilterMark
{
    public string Text { get; set; } = "unset";
}

public sealed class MarkingFilter<T>(FilterMark mark) : IFilter<PublishContext<T>>
    where T : class
{
    public Task Send(PublishContext<T> context, IPipe<PublishContext<T>> next)
    {
        context.Headers.Set("mark", mark.Text);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("mark");
}

public sealed class InjectedPublisherConsumer(IPublishEndpoint publishEndpoint, FilterMark mark, ConsumerGate gate) :
    IConsumer<AskQuestion>
{
    private static readonly Guid Key = Guid.NewGuid();

    public async Task Consume(ConsumeContext<AskQuestion> context)
    {
        var attempt = gate.Enter(Key);
        mark.Text = $"attempt {attempt}";
        await publishEndpoint.Publish(new Ping { Id = Guid.NewGuid(), Number = attempt }, context.CancellationToken);
        if (attempt == 1)
            throw new InvalidOperationException("The first attempt fails.");
    }
}

public sealed class When_a_consumer_uses_injected_endpoints_on_postgres_and_rabbitmq :
    When_a_consumer_uses_injected_endpoints<PostgresRabbitMqEngine>;

public sealed class When_a_consumer_uses_injected_endpoints_on_sqlite_in_memory :
    When_a_consumer_uses_injected_endpoints<SqliteInMemoryEngine>;
