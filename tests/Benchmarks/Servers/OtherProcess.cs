using System.Diagnostics;
using Microservices.Benchmarks.Subjects;

namespace Microservices.Benchmarks.Servers;

/// <summary>This program once more, as a relay or a consumer. It ends when its standard input does, whatever becomes of this one.</summary>
internal sealed class OtherProcess : IAsyncDisposable
{
    /// <summary>What the other one prints when it is at work.</summary>
    public const string Ready = "ready";

    /// <summary>The hidden command of a relay.</summary>
    public const string Deliver = "deliver";

    /// <summary>The hidden command of a consumer.</summary>
    public const string Consume = "consume";

    // By the environment, not by the command line: connection strings bear passwords.
    private const string DatabaseVariable = "BENCHMARKS_DATABASE";
    private const string BrokerVariable = "BENCHMARKS_BROKER";

    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    /// <summary>The station that the first process works on.</summary>
    public static Station StationOfParent() => Station.Of(
        Environment.GetEnvironmentVariable(DatabaseVariable) ?? throw new InvalidOperationException($"{DatabaseVariable} is not set."),
        Environment.GetEnvironmentVariable(BrokerVariable) ?? throw new InvalidOperationException($"{BrokerVariable} is not set."));

    public int Id => _process.Id;

    /// <summary>What it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static Task<OtherProcess> DeliverAsync(Station station, IProducerSubject subject, CancellationToken cancellationToken) =>
        StartAsync(station, [Deliver, subject.Name], cancellationToken);

    public static Task<OtherProcess> ConsumeAsync(
        Station station, IConsumerSubject subject, int concurrency, CancellationToken cancellationToken) =>
        StartAsync(station, [Consume, subject.Name, $"{concurrency}"], cancellationToken);

    private static async Task<OtherProcess> StartAsync(Station station, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) // null only in a host without a file
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[DatabaseVariable] = station.Database;
        start.Environment[BrokerVariable] = station.Broker.OriginalString;
        var process = Process.Start(start)!; // null only when a shell reuses a process
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line == Ready)
                return new OtherProcess(process);
            Console.WriteLine(line);
        }

        await process.WaitForExitAsync(cancellationToken);
        throw new InvalidOperationException($"The other process ({string.Join(' ', arguments)}) ended with {process.ExitCode} before it was ready.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
