using System.Diagnostics;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects.DeadLetters;
using Microservices.Testing;

namespace Microservices.Benchmarks.Workloads.DeadLetters;

/// <summary>
/// How fast an error queue is emptied. It is full before the subject starts; what is taken while the subject warms up does
/// not count.
/// </summary>
internal sealed class IngestWorkload(PrivatePostgresServer postgres, int letters)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private int WarmUp => Math.Max(1, letters / 5);

    public async Task<IngestResult> RunAsync(IIngestSubject subject, int round, CancellationToken cancellationToken)
    {
        await using var station = await Station.CreateAsync(postgres, cancellationToken);
        await using var ingest = await subject.PrepareAsync(station, cancellationToken);
        await FailureLoader.FillAsync(station, WarmUp + letters, subject.TakesFaults, cancellationToken);
        await station.ExecuteAsync("CHECKPOINT", cancellationToken);
        PeakMemory.Reset();

        await ingest.StartAsync(cancellationToken);
        await Queues.LeftAsync(station, FailedMessage.ErrorQueue, letters, Patience, cancellationToken);
        var (before, clock) = (Read(ingest), Stopwatch.StartNew());
        await Queues.LeftAsync(station, FailedMessage.ErrorQueue, 0, Patience, cancellationToken);
        if (subject.TakesFaults)
            await Queues.LeftAsync(station, Queues.Faults, 0, Patience, cancellationToken);
        while (await ingest.CountAsync(cancellationToken) is var stored && stored < WarmUp + letters && clock.Elapsed < Patience)
            await Task.Delay(Queues.Poll, cancellationToken);
        clock.Stop();
        return new IngestResult
        {
            Subject = subject.Name,
            Round = round,
            Letters = letters,
            Elapsed = clock.Elapsed,
            Processor = Read(ingest) - before,
            PeakMegabytes = ingest.PeakMegabytes,
            IsExact = await ingest.CountAsync(cancellationToken) == WarmUp + letters,
        };
    }

    private static ProcessorTime Read(IIngest ingest) => ProcessorTime.Read() with { App = ingest.ProcessorTime };
}
