using MassTransit;
using MassTransit.Courier.Contracts;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

/// <summary>The activities of a routing slip are behind the outbox, each on an endpoint of its own.</summary>
public abstract class When_a_routing_slip_runs<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    private static readonly Uri Execute = new("queue:reserve-execute");

    private readonly Guid _first = Guid.NewGuid();
    private readonly Guid _second = Guid.NewGuid();

    [Theory, EverySetUpOfConsumers]
    public async Task Should_execute_each_activity_once_though_the_slip_comes_twice(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithActivities());
        var slip = Slip(new ReserveArguments { OrderId = _first }, new ReserveArguments { OrderId = _second });
        var messageId = Guid.NewGuid();

        await SendAsync(host, slip, messageId);
        await ArrivedAsync<RoutingSlipCompleted>(host, 1);
        await SendAsync(host, slip, messageId);
        await SendAsync(host, Slip(new ReserveArguments { OrderId = Guid.NewGuid() }), Guid.NewGuid());
        await ArrivedAsync<RoutingSlipCompleted>(host, 2);
        await NothingIsOwedAsync(host);

        foreach (var orderId in (Guid[])[_first, _second])
        {
            host.Gate.AttemptsOf(orderId).ShouldBe(1);
            (await EffectsAsync(host, orderId)).ShouldBe(1);
            NumbersOf(host, orderId).ShouldBe([1, 2]);
        }

        host.Observed.Of<RoutingSlipCompleted>().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_keep_nothing_of_an_attempt_that_failed()
    {
        await using var host = await StartAsync(WithActivities(retries: 3));

        await SendAsync(host, Slip(new ReserveArguments { OrderId = _first, FailingAttempts = 2 }), Guid.NewGuid());
        await ArrivedAsync<RoutingSlipCompleted>(host, 1);
        await NothingIsOwedAsync(host);

        host.Gate.AttemptsOf(_first).ShouldBe(3);
        (await EffectsAsync(host, _first)).ShouldBe(1);
        NumbersOf(host, _first).ShouldBe([1, 2]);
    }

    [Theory, EverySetUpOfConsumers]
    public async Task Should_compensate_once_and_keep_nothing_of_the_activity_that_failed(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithActivities());
        var slip = Slip(new ReserveArguments { OrderId = _first }, new ReserveArguments { OrderId = _second, FailingAttempts = int.MaxValue });
        var messageId = Guid.NewGuid();

        await SendAsync(host, slip, messageId);
        await ArrivedAsync<RoutingSlipFaulted>(host, 1);
        await SendAsync(host, slip, messageId);
        await SendAsync(host, Slip(new ReserveArguments { OrderId = Guid.NewGuid() }), Guid.NewGuid());
        await ArrivedAsync<RoutingSlipCompleted>(host, 1);
        await NothingIsOwedAsync(host);

        host.Observed.Of<RoutingSlipFaulted>().Count.ShouldBe(1);
        (await EffectsAsync(host, _first)).ShouldBe(0);
        (await EffectsAsync(host, _second)).ShouldBe(0);
        NumbersOf(host, _first).ShouldBe([1, 2]);
        NumbersOf(host, _second).ShouldBeEmpty();
        host.Observed.Of<Ping>().Single().Message.Id.ShouldBe(_first);
    }

    [Fact]
    public async Task Should_keep_nothing_of_a_compensation_that_failed()
    {
        await using var host = await StartAsync(WithActivities());

        await SendAsync(host, Slip(
            new ReserveArguments { OrderId = _first, CompensationFails = true },
            new ReserveArguments { OrderId = _second, FailingAttempts = int.MaxValue }), Guid.NewGuid());
        await ArrivedAsync<RoutingSlipCompensationFailed>(host, 1);
        await NothingIsOwedAsync(host);

        (await EffectsAsync(host, _first)).ShouldBe(1);
        host.Observed.Of<Ping>().ShouldBeEmpty();
    }

    // Sorted: the two messages of an activity come from one transaction, but the observer need not get them in order.
    private static IEnumerable<int> NumbersOf(OutboxHost host, Guid orderId) =>
        host.Observed.Of<OrderPlaced>().Where(x => x.Message.OrderId == orderId).Select(x => x.Message.Number).Order();

    private static RoutingSlip Slip(params IEnumerable<ReserveArguments> steps)
    {
        var builder = new RoutingSlipBuilder(NewId.NextGuid());
        foreach (var step in steps)
            builder.AddActivity("reserve", Execute, step);
        return builder.Build();
    }

    private static async Task SendAsync(OutboxHost host, RoutingSlip slip, Guid messageId)
    {
        var endpoint = await host.Bus.GetSendEndpoint(Execute);
        await endpoint.Send(slip, x => x.MessageId = messageId, Cancellation);
    }

    private static OutboxHostSetup WithActivities(int retries = 0) => new()
    {
        Bus = bus =>
        {
            bus.AddActivity<ReserveActivity, ReserveArguments, ReserveLog>();
            bus.AddConsumer<RoutingSlipObserver>();
        },
        Factory = (context, cfg) =>
        {
            Add("reserve-execute", x => x.ConfigureActivityExecute(context, typeof(ReserveActivity), new Uri("queue:reserve-compensate")));
            Add("reserve-compensate", x => x.ConfigureActivityCompensate(context, typeof(ReserveActivity)));
            cfg.ReceiveEndpoint("routing-slips", x => x.ConfigureConsumer<RoutingSlipObserver>(context));

            void Add(string name, Action<IReceiveEndpointConfigurator> configure) => cfg.ReceiveEndpoint(name, endpoint =>
            {
                if (retries > 0)
                    endpoint.UseMessageRetry(x => x.Immediate(retries));
                endpoint.UseEntityFrameworkOutbox<TestDbContext>(context);
                configure(endpoint);
            });
        },
    };
}

public sealed record ReserveArguments
{
    public required Guid OrderId { get; init; }

    /// <summary>How many attempts fail after the effect was saved and the events were published.</summary>
    public int FailingAttempts { get; init; }

    public bool CompensationFails { get; init; }
}

public sealed record ReserveLog
{
    public required Guid OrderId { get; init; }

    public bool Fails { get; init; }
}

/// <summary>Saves by itself, and publishes by its context and by what its scope injects.</summary>
public sealed class ReserveActivity(TestDbContext dbContext, ConsumerGate gate, IPublishEndpoint publisher) :
    IActivity<ReserveArguments, ReserveLog>
{
    public async Task<ExecutionResult> Execute(ExecuteContext<ReserveArguments> context)
    {
        var (orderId, cancellation) = (context.Arguments.OrderId, context.CancellationToken);
        dbContext.Effects.Add(new Effect { OrderId = orderId });
        await dbContext.SaveChangesAsync(cancellation);
        await context.Publish(new OrderPlaced { OrderId = orderId, Number = 1 }, cancellation);
        await publisher.Publish(new OrderPlaced { OrderId = orderId, Number = 2 }, cancellation);

        return gate.Enter(orderId) <= context.Arguments.FailingAttempts
            ? throw new InvalidOperationException("The activity fails as asked.")
            : context.Completed(new ReserveLog { OrderId = orderId, Fails = context.Arguments.CompensationFails });
    }

    public async Task<CompensationResult> Compensate(CompensateContext<ReserveLog> context)
    {
        await dbContext.Effects.IgnoreQueryFilters().Where(x => x.OrderId == context.Log.OrderId).ExecuteDeleteAsync(context.CancellationToken);
        await context.Publish(new Ping { Id = context.Log.OrderId }, context.CancellationToken);

        return context.Log.Fails ? throw new InvalidOperationException("The compensation fails as asked.") : context.Compensated();
    }
}

public sealed class RoutingSlipObserver(Observed observed) :
    IConsumer<RoutingSlipCompleted>, IConsumer<RoutingSlipFaulted>, IConsumer<RoutingSlipCompensationFailed>
{
    public Task Consume(ConsumeContext<RoutingSlipCompleted> context) => Add(context);

    public Task Consume(ConsumeContext<RoutingSlipFaulted> context) => Add(context);

    public Task Consume(ConsumeContext<RoutingSlipCompensationFailed> context) => Add(context);

    private Task Add(ConsumeContext context)
    {
        observed.Add(context);
        return Task.CompletedTask;
    }
}

public sealed class When_a_routing_slip_runs_on_postgres_and_rabbitmq : When_a_routing_slip_runs<PostgresRabbitMqEngine>;

public sealed class When_a_routing_slip_runs_on_sqlite_in_memory : When_a_routing_slip_runs<SqliteInMemoryEngine>;
