using System.Collections.Concurrent;
using System.Diagnostics;

namespace Microservices.Testing.Servers;

/// <summary>
/// A server from installed binaries, in a temporary directory, on private ports. A shell supervises it and ends it when
/// this process ends, however it ends: it notices that our end of its standard input is closed.
/// </summary>
internal sealed class LocalServer(LocalServerPlan plan) : IServer
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    // Who only asks for a server's address does not keep the server: the garbage collector would close its standard input.
    private static readonly ConcurrentDictionary<LocalServer, bool> Started = [];

    private string? _directory;
    private Process? _supervisor;

    public ServerAddress Address => plan.Address;

    public bool HasEnded => _supervisor?.HasExited is true;

    public async Task<string> ReadLogAsync()
    {
        var path = _directory is null ? null : Path.Combine(_directory, "server.log");
        return File.Exists(path) ? await File.ReadAllTextAsync(path) : "(nothing)";
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _directory ??= Directory.CreateTempSubdirectory("microservices-tests-").FullName;
        foreach (var (name, content) in plan.Files)
        {
            await File.WriteAllTextAsync(Path.Combine(_directory, name), content, cancellationToken);
        }

        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, UseShellExecute = false };
        string[] arguments = ["sh", "-c", Supervisor(), "supervise", _directory, ServerUser(), plan.EndSignal,
            plan.StopSignal, plan.Script, .. plan.Arguments];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        SetEnvironment(start);
        _supervisor = Process.Start(start)
            ?? throw new InvalidOperationException($"The shell that runs {plan.Script} did not start.");
        Started[this] = true;
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        var supervisor = Running();
        supervisor.Kill(entireProcessTree: true);
        await supervisor.WaitForExitAsync(cancellationToken);
        supervisor.Dispose();
        _supervisor = null;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var supervisor = Running();
        await supervisor.StandardInput.WriteLineAsync("stop");
        await supervisor.StandardInput.FlushAsync(cancellationToken);
        await supervisor.WaitForExitAsync(cancellationToken).WaitAsync(StopLimit, cancellationToken);
        supervisor.Dispose();
        _supervisor = null;
    }

    public async Task<string> RunToolAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string[] asUser = ServerUser() is { Length: > 0 } user ? ["setpriv", $"--reuid={user}", "--clear-groups"] : [];
        string[] command = [.. asUser, Path.Combine(plan.ToolFolder, tool), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory,
        };
        SetEnvironment(start);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {await output}{await error}");

        return await output;
    }

    public async ValueTask DisposeAsync()
    {
        Started.TryRemove(this, out _);
        if (_supervisor is { } supervisor)
        {
            supervisor.StandardInput.Close();
            await supervisor.WaitForExitAsync().WaitAsync(StopLimit);
            supervisor.Dispose();
            _supervisor = null;
        }

        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private void SetEnvironment(ProcessStartInfo start)
    {
        foreach (var (name, value) in plan.Environment)
            start.Environment[name] = value.Replace("{directory}", _directory, StringComparison.Ordinal);
    }

    private static string Supervisor()
    {
        const string name = "supervise.sh";
        using var stream = typeof(LocalServer).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private string ServerUser()
    {
        const string nobody = "nobody";
        if (!Environment.IsPrivilegedProcess)
        {
            return "";
        }

        return File.ReadLines("/etc/passwd").Any(line => line.StartsWith(plan.User + ":", StringComparison.Ordinal))
            ? plan.User
            : nobody;
    }

    private Process Running() =>
        _supervisor ?? throw new InvalidOperationException("The server is not running: start it first.");
}
