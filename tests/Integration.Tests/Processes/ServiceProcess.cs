using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microservices.Testing;

namespace Microservices.Integration.Tests.Processes;

/// <summary>A service as operators run it: a process of its own, configured by its environment, ended by signals.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly string _name;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    public ServiceProcess(string name, IReadOnlyDictionary<string, string> environment)
    {
        _name = name;
        Port = FreePort();
        _environment = new Dictionary<string, string>(environment)
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}",
            ["DOTNET_ENVIRONMENT"] = "Production"
        };
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromMinutes(30) };
    }

    public int Port { get; }

    public HttpClient Http { get; }

    public IReadOnlyCollection<string> Output => _output;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Runs the service with arguments to its end, as <c>migrate</c> and <c>health</c> do.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var output = new ConcurrentQueue<string>();
        using var process = Launch(output, arguments);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, string.Join('\n', output));
    }

    public async Task MigrateAsync()
    {
        var (exitCode, output) = await RunAsync("migrate");
        exitCode.ShouldBe(0, $"{_name} migrate failed:\n{output}");
    }

    public async Task StartAsync(bool untilReady = true)
    {
        _process = Launch(_output);
        if (!untilReady)
            return;

        try
        {
            await Eventually.Holds(IsReadyAsync, $"{_name} to be ready", TimeSpan.FromSeconds(120), Cancellation);
        }
        catch (TimeoutException exception)
        {
            throw new InvalidOperationException($"{_name} did not become ready:\n{string.Join('\n', _output.TakeLast(40))}", exception);
        }
    }

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
    public async Task<int> StopAsync()
    {
        var process = _process ?? throw new InvalidOperationException($"{_name} does not run.");
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        _process = null;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process!.HasExited) // started just before
            throw new InvalidOperationException($"{_name} ended with {_process.ExitCode}:\n{string.Join('\n', _output)}");

        try
        {
            using var response = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private Process Launch(ConcurrentQueue<string> output, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [AssemblyPath(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(AssemblyPath())
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

    private static void Keep(ConcurrentQueue<string> output, string? line)
    {
        if (line is null)
            return;
        output.Enqueue(line);
        while (output.Count > 500)
            output.TryDequeue(out _);
    }

    private string AssemblyPath() => Path.Combine(Metadata("ServicesFolder"), _name, "bin", Metadata("Configuration"), "net10.0",
        $"Microservices.{_name}.dll");

    private static string Metadata(string key) => typeof(ServiceProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == key).Value!; // written by the project file

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
