using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Servers;

namespace Microservices.Benchmarks.Subjects.DeadLetters;

/// <summary>The dead-letter service as it is deployed.</summary>
internal sealed class ServiceIngestSubject(string name, bool takesFaults) : IIngestSubject
{
    public string Name => name;

    public bool TakesFaults => takesFaults;

    public async Task<IIngest> PrepareAsync(Station station, CancellationToken cancellationToken)
    {
        var service = await DeadLetterService.CreateAsync(station, cancellationToken);
        if (takesFaults)
        {
            // It declares the queue of faults when it starts.
            await service.StartAsync();
            await Queues.DeclaredAsync(station, Queues.Faults, cancellationToken);
            await service.StopAsync();
        }

        return new Running(station, service);
    }

    private sealed class Running(Station station, DeadLetterService service) : IIngest
    {
        public TimeSpan ProcessorTime => service.ProcessorTime;

        public double PeakMegabytes => PeakMemory.PeakMegabytes(service.ProcessId);

        // It takes what there is before it is ready.
        public Task StartAsync(CancellationToken cancellationToken) => service.StartAsync(untilReady: false);

        public Task<long> CountAsync(CancellationToken cancellationToken) =>
            station.ReadAsync<long>("SELECT count(*) FROM dead_letters", cancellationToken);

        public ValueTask DisposeAsync() => service.DisposeAsync();
    }
}
