using System.Diagnostics;

namespace Microservices.Testing.Servers;

/// <summary>Finds a way to run a server: Docker, then installed binaries, then a message that says what to install.</summary>
internal static class ServerStarter
{
    /// <summary>Environment variable that forces one source: <c>docker</c> or <c>local</c>.</summary>
    public const string SourceVariable = "TEST_SERVERS";

    private const int LogLength = 4000;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts a server from the first source that works; see <see cref="SourceVariable"/>.</summary>
    public static Task<IServer> StartAsync(IServerKind kind, bool fixedPorts, CancellationToken cancellationToken) =>
        StartAsync(kind, fixedPorts, Environment.GetEnvironmentVariable(SourceVariable), cancellationToken);

    /// <summary>Starts a server from one source: <c>docker</c>, <c>local</c>, or null for the first that works.</summary>
    public static async Task<IServer> StartAsync(IServerKind kind, bool fixedPorts, string? source,
        CancellationToken cancellationToken)
    {
        List<Exception> failures = [];
        if (source is not "local" && await DockerEngine.FindAsync(cancellationToken) is { } docker)
        {
            var container = kind.CreateContainer(docker, fixedPorts);
            try
            {
                return await StartAndWaitAsync(kind, container, cancellationToken);
            }
            // An engine without the image and without a registry is no reason to give up: binaries may be there.
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Add(exception);
                await container.DisposeAsync();
            }
        }

        if (source is not "docker" && kind.CreateLocal() is { } local)
        {
            try
            {
                return await StartAndWaitAsync(kind, local, cancellationToken);
            }
            catch (Exception exception)
            {
                failures.Add(exception);
                await local.DisposeAsync();
            }
        }

        throw Unavailable(kind, failures);
    }

    /// <summary>Starts a server, again or for the first time, and waits until it can be used.</summary>
    public static async Task<IServer> StartAndWaitAsync(IServerKind kind, IServer server,
        CancellationToken cancellationToken)
    {
        await server.StartAsync(cancellationToken);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(ProbeLimit);
            try
            {
                await kind.ProbeAsync(server.Address, limit.Token);
                return server;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (server.HasEnded || waited.Elapsed > StartLimit)
                {
                    throw new InvalidOperationException($"{kind.Name} did not become ready within "
                        + $"{waited.Elapsed.TotalSeconds:0} s. It wrote last:{Environment.NewLine}"
                        + Tail(await server.ReadLogAsync()), exception);
                }
            }

            await Task.Delay(ProbePause, cancellationToken);
        }
    }

    private static string Tail(string log) => log.Length > LogLength ? log[^LogLength..] : log;

    private static ServerUnavailableException Unavailable(IServerKind kind, List<Exception> failures)
    {
        var reasons = failures.Count == 0
            ? "No Docker engine answers, and its binaries are not installed."
            : string.Join(Environment.NewLine, failures.Select(failure => failure.Message));
        return new ServerUnavailableException(
            $"Tests need {kind.Name} and found none. {reasons}{Environment.NewLine}{kind.HowToInstall}",
            failures.FirstOrDefault())
        {
            // With the binaries there, installing them again would not help.
            MissingPackage = kind.CreateLocal() is null ? kind.DebianPackage : null,
        };
    }
}
