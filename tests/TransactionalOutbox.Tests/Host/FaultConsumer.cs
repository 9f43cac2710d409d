using MassTransit;

namespace Microservices.TransactionalOutbox.Tests.Host;

public sealed class FaultConsumer(Observed observed) : IConsumer<Fault<PlaceOrder>>, IConsumer<Fault<TakeName>>,
    IConsumer<Fault<PlaceInBatch>>
{
    public Task Consume(ConsumeContext<Fault<PlaceOrder>> context)
    {
        observed.Add(context);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<Fault<TakeName>> context)
    {
        observed.Add(context);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<Fault<PlaceInBatch>> context)
    {
        observed.Add(context);
        return Task.CompletedTask;
    }
}
