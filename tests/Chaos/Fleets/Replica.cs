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
