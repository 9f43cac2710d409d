using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Workloads;

namespace Microservices.Benchmarks.Subjects;

/// <summary>One way to consume <c>OrderConfirmed</c>, write an invoice and publish <c>InvoiceIssued</c>.</summary>
internal interface IConsumerSubject : ISubject
{
    /// <summary>Whether it claims that a duplicate has no effect; without, extra effects are counted and no fault.</summary>
    bool Deduplicates { get; }

    /// <summary>How it expects its messages.</summary>
    MessageFormat Format { get; }

    /// <summary>Starts to consume.</summary>
    /// <param name="station">What it works on.</param>
    /// <param name="concurrency">Messages that it may consume at the same time.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>What stops it, with all work in hand finished.</returns>
    Task<IAsyncDisposable> StartAsync(Station station, int concurrency, CancellationToken cancellationToken);
}
