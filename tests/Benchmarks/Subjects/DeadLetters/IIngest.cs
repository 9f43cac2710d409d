namespace Microservices.Benchmarks.Subjects.DeadLetters;

/// <summary>Takes what lies in an error queue, from its start until it is disposed.</summary>
internal interface IIngest : IAsyncDisposable
{
    /// <summary>Processor time that its process has used so far.</summary>
    TimeSpan ProcessorTime { get; }

    /// <summary>The most memory that its process had resident, in MB (10⁶ bytes).</summary>
    double PeakMegabytes { get; }

    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>How many letters are stored; of one that stores nothing, how many were acknowledged.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);
}
