using System.Diagnostics;
using System.Globalization;
using Microservices.Testing;
using Microservices.Testing.Pipeline;

namespace Microservices.Benchmarks.Servers;

/// <summary>The dead-letter service as operators run it: a process of its own, on a station's database and broker.</summary>
internal sealed class DeadLetterService : IAsyncDisposable
{
    private readonly ServiceProcess _process;

    private DeadLetterService(ServiceProcess process) => _process = process;

    /// <summary>Asks it, as an administrator.</summary>
    public HttpClient Http => _process.Http;

    /// <summary>The number of its process; it must run.</summary>
    public int ProcessId => _process.ProcessId ?? throw new InvalidOperationException("The service does not run.");

    /// <summary>What it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Makes one, whose tables are there, and that does not run yet.</summary>
    public static async Task<DeadLetterService> CreateAsync(Station station, CancellationToken cancellationToken)
    {
        var management = (await RabbitMqServer.GetAddressAsync(cancellationToken)).Management;
        var process = new ServiceProcess("DeadLetters", new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = station.Database,
            ["ConnectionStrings__Broker"] = station.Broker.OriginalString,
            ["DeadLetters__Ingest__ManagementUrl"] = management.AbsoluteUri,
            // One caller asks for as many pages as there are.
            ["Security__RateLimit__ReadsPerMinute"] = 1_000_000.ToString(CultureInfo.InvariantCulture),
        }, cancellationToken);
        await process.MigrateAsync();
        return new DeadLetterService(process);
    }

    /// <param name="untilReady">Whether to wait until it says that it is ready.</param>
    public Task StartAsync(bool untilReady = true) => _process.StartAsync(untilReady);

    public Task StopAsync() => _process.StopAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
