using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microservices.TransactionalOutbox.Tests.Consumer;

/// <summary>State machines of MassTransit behind the outbox: with a repository in its transaction, and with one in memory.</summary>
public abstract class When_a_saga_consumes<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    private readonly Guid _orderId = Guid.NewGuid();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Should_commit_its_state_with_its_messages_once_though_each_message_comes_twice(int failingAttempts)
    {
        await using var host = await StartAsync(With(x => x.Repository(DbContextSagaRepository.Register)));

        await SendTwiceAsync(host, new StartOrder { OrderId = _orderId, FailingAttempts = failingAttempts });
        await ArrivedAsync<OrderPlaced>(host, 1);
        await SendTwiceAsync(host, new FinishOrder { OrderId = _orderId, FailingAttempts = failingAttempts });
        await ArrivedAsync<OrderPlaced>(host, 2);
        await host.ReceivedAllAsync();
        await NothingIsOwedAsync(host);

        host.Observed.Of<OrderPlaced>().Select(x => x.Message.Number).ShouldBe([1, 2]);
        var saga = await host.QueryAsync(x => x.Set<OrderSaga>().SingleAsync(Cancellation));
        saga.CurrentState.ShouldBe(nameof(OrderStateMachine.Finished));
        saga.Steps.ShouldBe(2);
    }

    [Fact]
    public async Task Should_keep_nothing_of_a_step_that_fails_for_good()
    {
        await using var host = await StartAsync(With(x => x.Repository(DbContextSagaRepository.Register)));

        await host.SendAsync(new StartOrder { OrderId = _orderId }, Guid.NewGuid());
        await ArrivedAsync<OrderPlaced>(host, 1);
        await host.SendAsync(new FinishOrder { OrderId = _orderId, FailingAttempts = int.MaxValue }, Guid.NewGuid());
        await host.ReceivedAllAsync();
        await NothingIsOwedAsync(host);

        host.Observed.Of<OrderPlaced>().Count.ShouldBe(1);
        var saga = await host.QueryAsync(x => x.Set<OrderSaga>().SingleAsync(Cancellation));
        saga.CurrentState.ShouldBe(nameof(OrderStateMachine.Started));
        saga.Steps.ShouldBe(1);
    }

    /// <summary>The state is not in the transaction; the messages are.</summary>
    [Fact]
    public async Task Should_send_once_where_its_state_is_in_memory()
    {
        await using var host = await StartAsync(With(x => x.InMemoryRepository()));

        await SendTwiceAsync(host, new StartOrder { OrderId = _orderId, FailingAttempts = 2 });
        await ArrivedAsync<OrderPlaced>(host, 1);
        await SendTwiceAsync(host, new FinishOrder { OrderId = _orderId, FailingAttempts = 2 });
        await ArrivedAsync<OrderPlaced>(host, 2);
        await host.ReceivedAllAsync();
        await NothingIsOwedAsync(host);

        host.Observed.Of<OrderPlaced>().Count.ShouldBe(2);
    }

    private static async Task SendTwiceAsync<T>(OutboxHost host, T message)
        where T : class
    {
        var messageId = Guid.NewGuid();
        await host.SendAsync(message, messageId);
        await host.SendAsync(message, messageId);
    }

    private static OutboxHostSetup With(Action<ISagaRegistrationConfigurator<OrderSaga>> repository) => new()
    {
        Retries = 3,
        Model = x => x.ReplaceService<IModelCustomizer, SagaModelCustomizer>(),
        Bus = bus => repository(bus.AddSagaStateMachine<OrderStateMachine, OrderSaga>()),
        Endpoint = (context, endpoint) => endpoint.ConfigureSaga<OrderSaga>(context),
    };
}

internal sealed class SagaModelCustomizer(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        var saga = modelBuilder.Entity<OrderSaga>();
        saga.HasKey(x => x.CorrelationId);
        saga.Property(x => x.CorrelationId).ValueGeneratedNever();
        saga.Property(x => x.Steps).IsConcurrencyToken();
    }
}

public sealed class When_a_saga_consumes_on_postgres_and_rabbitmq : When_a_saga_consumes<PostgresRabbitMqEngine>;

public sealed class When_a_saga_consumes_on_sqlite_in_memory : When_a_saga_consumes<SqliteInMemoryEngine>;
