using Contracts.Orders;

namespace Microservices.Benchmarks.Subjects;

/// <summary>Produces until it is disposed.</summary>
internal interface IProducer : IAsyncDisposable
{
    /// <summary>One request: done when its row is committed. May run many times at the same time.</summary>
    Task ProduceAsync(OrderConfirmed order, CancellationToken cancellationToken);
}
