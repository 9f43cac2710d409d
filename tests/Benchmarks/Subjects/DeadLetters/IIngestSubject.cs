using Microservices.Benchmarks.Servers;

namespace Microservices.Benchmarks.Subjects.DeadLetters;

/// <summary>One way to empty an error queue.</summary>
internal interface IIngestSubject
{
    /// <summary>The name in tables.</summary>
    string Name { get; }

    /// <summary>Whether an event tells of each failure, too.</summary>
    bool TakesFaults { get; }

    /// <summary>Makes what must be there before the queue is filled.</summary>
    Task<IIngest> PrepareAsync(Station station, CancellationToken cancellationToken);
}
