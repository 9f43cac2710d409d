using MassTransit;

namespace Microservices.TransactionalOutbox.Tests.Host;

public sealed record StartOrder
{
    public required Guid OrderId { get; init; }

    public int FailingAttempts { get; init; }
}

public sealed record FinishOrder
{
    public required Guid OrderId { get; init; }

    public int FailingAttempts { get; init; }
}

/// <summary>The state of <see cref="OrderStateMachine"/>.</summary>
public sealed class OrderSaga : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }

    public string CurrentState { get; set; } = "";

    /// <summary>How many events took effect.</summary>
    public int Steps { get; set; }
}

/// <summary>Publishes with each step, and fails as often as the message asks for.</summary>
public sealed class OrderStateMachine : MassTransitStateMachine<OrderSaga>
{
    public OrderStateMachine()
    {
        InstanceState(x => x.CurrentState);
        Event(() => Start, x => x.CorrelateById(y => y.Message.OrderId));
        Event(() => Finish, x => x.CorrelateById(y => y.Message.OrderId));

        Initially(When(Start).ThenAsync(x => StepAsync(x, x.Message.FailingAttempts)).TransitionTo(Started));
        During(Started, When(Finish).ThenAsync(x => StepAsync(x, x.Message.FailingAttempts)).TransitionTo(Finished));
    }

    public State Started { get; private set; } = null!; // set by the base class

    public State Finished { get; private set; } = null!; // set by the base class

    public Event<StartOrder> Start { get; private set; } = null!; // set by the base class

    public Event<FinishOrder> Finish { get; private set; } = null!; // set by the base class

    private static async Task StepAsync(BehaviorContext<OrderSaga> context, int failingAttempts)
    {
        context.Saga.Steps++;
        await context.Publish(new OrderPlaced { OrderId = context.Saga.CorrelationId, Number = context.Saga.Steps });
        if (context.GetRetryAttempt() < failingAttempts)
            throw new InvalidOperationException("The step fails as asked.");
    }
}
