using System.Globalization;
using Microservices.Testing.Pipeline;

namespace Microservices.Chaos.Fleets;

/// <summary>One process of a service, which may be ended and started again.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string _log;
    private readonly CancellationToken _cancellation;

    public Replica(string service, int number, IReadOnlyDictionary<string, string> settings, string logFolder,
        CancellationToken cancellation)
    {
        (Service, Name, _settings, _cancellation) = (service, $"{service}-{number}", settings, cancellation);
        _log = Path.Combine(logFolder, $"{Name}.log");
        Process = Create(settings);
    }

    public string Service { get; }

    public string Name { get; }

    public ServiceProcess Process { get; private set; }

    /// <summary>The memory that its process has in RAM, in MB; 0 while it does not run.</summary>
    // https://man7.org/linux/man-pages/man5/proc_pid_status.5.html: VmRSS, in kB
    public double ResidentMegabytes
    {
        get
        {
            if (Process.ProcessId is not { } process || Process.HasCrashed)
                return 0;
            var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Makes the process anew, with more settings until the next time; it is not started.</summary>
    public async Task ReplaceAsync(params (string Key, string Value)[] more)
    {
        await Process.DisposeAsync();
        var settings = new Dictionary<string, string>(_settings);
        foreach (var (key, value) in more)
            settings[key] = value;
        Process = Create(settings);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private ServiceProcess Create(IReadOnlyDictionary<string, string> settings) =>
        new(Service, settings, _cancellation) { LogFile = _log };
}
