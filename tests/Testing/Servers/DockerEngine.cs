using System.Net;
using System.Net.Sockets;

namespace Microservices.Testing.Servers;

/// <summary>
/// The Docker engine's HTTP interface, as far as tests need it beside Testcontainers: whether it answers (asked before
/// Testcontainers is, which takes long to find out that there is none), and killing and restarting one container, which
/// Testcontainers does not offer.
/// </summary>
internal sealed class DockerEngine
{
    private const string DefaultSocket = "/var/run/docker.sock";
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http;

    private DockerEngine(HttpClient http) => _http = http;

    /// <summary>Finds the engine that <c>DOCKER_HOST</c> names, else the one at the default socket.</summary>
    /// <returns>The engine, or null when none answers.</returns>
    public static async Task<DockerEngine?> FindAsync(CancellationToken cancellationToken)
    {
        var address = Environment.GetEnvironmentVariable("DOCKER_HOST");
        var http = string.IsNullOrEmpty(address) ? OverSocket(DefaultSocket)
            : address.StartsWith("unix://", StringComparison.Ordinal) ? OverSocket(address["unix://".Length..])
            : new HttpClient { BaseAddress = new UriBuilder(address) { Scheme = "http" }.Uri };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PingLimit);
        try
        {
            using var answer = await http.GetAsync(new Uri("_ping", UriKind.Relative), limit.Token);
            if (answer.IsSuccessStatusCode)
            {
                return new DockerEngine(http);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            // No engine here: the caller goes on to installed binaries.
        }

        http.Dispose();
        return null;
    }

    public Task StartAsync(string container, CancellationToken cancellationToken) =>
        PostAsync($"containers/{container}/start", cancellationToken);

    public Task StopAsync(string container, CancellationToken cancellationToken) =>
        PostAsync($"containers/{container}/stop?t=20", cancellationToken);

    public Task KillAsync(string container, CancellationToken cancellationToken) =>
        PostAsync($"containers/{container}/kill?signal=KILL", cancellationToken);

    private static HttpClient OverSocket(string path) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, token) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), token);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://docker/"),
    };

    private async Task PostAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content: null, cancellationToken);
        // "Already started" and "already stopped" are what was asked for.
        if (answer.StatusCode is not HttpStatusCode.NotModified)
        {
            answer.EnsureSuccessStatusCode();
        }
    }
}
