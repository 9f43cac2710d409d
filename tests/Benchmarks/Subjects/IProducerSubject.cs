using Microservices.Benchmarks.Servers;

namespace Microservices.Benchmarks.Subjects;

/// <summary>One way to write an invoice and publish <c>InvoiceIssued</c>, as a request does.</summary>
internal interface IProducerSubject : ISubject
{
    /// <summary>Starts what it needs to produce, its relay included.</summary>
    Task<IProducer> StartAsync(Station station, CancellationToken cancellationToken);
}
