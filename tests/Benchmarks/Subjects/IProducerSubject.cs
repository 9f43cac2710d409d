using Microservices.Benchmarks.Servers;

namespace Microservices.Benchmarks.Subjects;

/// <summary>One way to write an invoice and publish <c>InvoiceIssued</c>, as a request does.</summary>
internal interface IProducerSubject : ISubject
{
    /// <summary>Whether a relay sends its events; else the request itself does, before it ends.</summary>
    bool HasRelay { get; }

    /// <summary>Whether its relay learns of what other processes store.</summary>
    bool TellsOtherProcesses { get; }

    /// <summary>Starts what it needs to produce, or to deliver.</summary>
    Task<IProducer> StartAsync(Station station, ProducerRole role, CancellationToken cancellationToken);
}
