using Microservices.Benchmarks.Servers;

namespace Microservices.Benchmarks.Subjects;

/// <summary>One way to do the job that is measured.</summary>
internal interface ISubject
{
    /// <summary>The name in tables and on the command line.</summary>
    string Name { get; }

    /// <summary>Creates its tables in an empty database; the invoices are there already.</summary>
    Task CreateTablesAsync(Station station, CancellationToken cancellationToken);
}
