using System.Collections.Concurrent;
using MassTransit;

namespace Microservices.TransactionalOutbox.Tests.Host;

/// <summary>Writes an effect, publishes events, and fails as often as the message asks for.</summary>
public sealed class PlaceOrderConsumer(TestDbContext dbContext, ConsumerGate gate) : IConsumer<PlaceOrder>
{
    public async Task Consume(ConsumeContext<PlaceOrder> context)
    {
        var order = context.Message;
        var attempt = gate.Enter(order.OrderId);

        dbContext.Effects.Add(new Effect { OrderId = order.OrderId });
        await Task.WhenAll(Enumerable.Range(0, order.Events)
            .Select(x => context.Publish(new OrderPlaced { OrderId = order.OrderId, Number = x })));

        await gate.WaitAsync(context.CancellationToken);
        if (attempt <= order.FailingAttempts)
            throw new InvalidOperationException($"Attempt {attempt} fails as asked.");
    }
}

/// <summary>Lets a test hold consumers inside their transaction, and counts their attempts.</summary>
public sealed class ConsumerGate
{
    private readonly ConcurrentDictionary<Guid, int> _attempts = new();
    private TaskCompletionSource _open = Opened();

    public int AttemptsOf(Guid orderId) => _attempts.GetValueOrDefault(orderId);

    public int Enter(Guid orderId) => _attempts.AddOrUpdate(orderId, 1, (_, x) => x + 1);

    public void Close() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _open.TrySetResult();

    public Task WaitAsync(CancellationToken cancellationToken) => _open.Task.WaitAsync(cancellationToken);

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
