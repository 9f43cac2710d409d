using System.Collections.Concurrent;
using MassTransit;

namespace Microservices.TransactionalOutbox.Tests.Host;

/// <summary>What arrived at the far end, past the broker, in order of arrival.</summary>
public sealed class Observed
{
    private readonly ConcurrentQueue<ConsumeContext> _messages = new();

    public IReadOnlyList<ConsumeContext<T>> Of<T>()
        where T : class => _messages.OfType<ConsumeContext<T>>().ToArray();

    public void Add(ConsumeContext context) => _messages.Enqueue(context);
}

/// <summary>The far end: consumes without inbox or outbox, so that every copy counts.</summary>
public sealed class ObservingConsumer(Observed observed) : IConsumer<OrderPlaced>, IConsumer<Ping>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        observed.Add(context);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<Ping> context)
    {
        observed.Add(context);
        return Task.CompletedTask;
    }
}
