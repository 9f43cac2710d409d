using System.Collections.Concurrent;
using System.Diagnostics;
using Microservices.Testing.Servers;

namespace Microservices.Testing.Pipeline;

/// <summary>A service as operators run it: a process of its own, configured by its environment, ended by signals.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    // Twice the time that a service takes at most, on a busy machine.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(2);

    // Behind those that a test may have.
    private const int OwnKey = 9;

    private readonly string _name;
    private readonly Dictionary<string, string> _environment;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly CancellationToken _cancellation;
    private Process? _process;

    /// <param name="name">The service, such as <c>Orders</c>: the folder of its project.</param>
    /// <param name="environment">Its settings.</param>
    /// <param name="cancellation">Ends every wait for it.</param>
    public ServiceProcess(string name, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        _name = name;
        _cancellation = cancellation;
        Port = FreePort.Next();
        _environment = new Dictionary<string, string>(environment)
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["Http__ManagementPort"] = $"{Port}", // reasons and metrics, also for the command health, which has no key
            ["Email__Invoices__ApiKey"] = TestKeys.Everything, // Email asks Invoice
        };
        foreach (var (key, value) in TestKeys.Settings(OwnKey, "tests", TestKeys.Everything, TestKeys.AllScopes))
            _environment[key] = value;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromMinutes(30) };
        Http.DefaultRequestHeaders.Add(TestKeys.Header, TestKeys.Everything);
    }

    /// <summary>Where it listens on the loopback address.</summary>
    public int Port { get; }

    /// <summary>The number of its process; null while it does not run.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>Asks it.</summary>
    public HttpClient Http { get; }

    /// <summary>The last lines that it wrote.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>A file that gets every line that it writes, also over several starts; null for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasCrashed => _process?.HasExited is true;

    /// <summary>Runs the service with arguments to its end, as <c>migrate</c> and <c>health</c> do.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var output = new ConcurrentQueue<string>();
        using var process = Launch(output, arguments);
        await process.WaitForExitAsync(_cancellation);
        return (process.ExitCode, string.Join('\n', output));
    }

    /// <summary>Brings its database up to date and declares its queues.</summary>
    public async Task MigrateAsync()
    {
        var (exitCode, output) = await RunAsync("migrate");
        if (exitCode != 0)
            throw new InvalidOperationException($"{_name} migrate ended with {exitCode}:\n{output}");
    }

    /// <summary>Starts it.</summary>
    /// <param name="untilReady">Whether to wait until it says that it is ready.</param>
    public async Task StartAsync(bool untilReady = true)
    {
        _process = Launch(_output);
        if (untilReady)
            await IsReadyAgainAsync();
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task IsReadyAgainAsync()
    {
        try
        {
            await Eventually.Holds(async () => HasCrashed || await IsReadyAsync(), $"{_name} to be ready", TimeSpan.FromSeconds(120), _cancellation);
            if (HasCrashed)
                throw new InvalidOperationException($"{_name} ended with {_process!.ExitCode}:\n{string.Join('\n', _output)}"); // has crashed, so it was started
        }
        catch (TimeoutException exception)
        {
            throw new InvalidOperationException($"{_name} did not become ready:\n{string.Join('\n', _output.TakeLast(40))}", exception);
        }
    }

    /// <summary>Stops the process in its tracks (SIGSTOP): its connections stay open, and nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on (SIGCONT) as if no time had passed.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>Ends the process as a crash does: no signal handler runs, nothing is finished.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;

        _process.Kill(); // SIGKILL
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Ends the process as an orchestrator does, and returns its exit code.</summary>
    /// <exception cref="TimeoutException">It goes on: the orchestrator would kill it.</exception>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        var process = _process!; // has got the signal
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        limit.CancelAfter(StopTimeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{_name}, process {process.Id}, got SIGTERM {StopTimeout:c} ago and goes on.");
        }

        _process = null;
        return process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
    }

    /// <summary>Whether it says now that it is ready.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), _cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private async Task SignalAsync(string signal)
    {
        var process = _process ?? throw new InvalidOperationException($"{_name} does not run.");
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(_cancellation);
    }

    private Process Launch(ConcurrentQueue<string> output, params string[] arguments)
    {
        var assembly = AssemblyOf(_name);
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)
        };
        foreach (var (key, value) in _environment)
            start.Environment[key] = value;

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(ConcurrentQueue<string> output, string? line)
    {
        if (line is null)
            return;
        if (LogFile is not null)
            lock (_output)
                File.AppendAllText(LogFile, line + "\n");
        output.Enqueue(line);
        while (output.Count > 500)
            output.TryDequeue(out _);
    }

    // Built by whoever starts it, in the same configuration: bin/Release/net10.0.
    internal static string AssemblyOf(string service) => Path.Combine(TestData.RepositoryRoot, "services", service, "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", $"Microservices.{service}.dll"); // a program is never in the root
}
