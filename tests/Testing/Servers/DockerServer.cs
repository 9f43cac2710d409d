using DotNet.Testcontainers.Containers;

namespace Microservices.Testing.Servers;

/// <summary>A server in a container, removed by Testcontainers when this process ends, however it ends.</summary>
internal sealed class DockerServer : IServer
{
    private readonly DockerEngine _docker;
    private readonly IContainer _container;
    private readonly int _port;
    private readonly int _managementPort;
    private bool _created;

    /// <param name="docker">The engine.</param>
    /// <param name="container">Created, not started.</param>
    /// <param name="port">Port of its main protocol in the container.</param>
    /// <param name="managementPort">Port of its HTTP interface in the container, or 0.</param>
    public DockerServer(DockerEngine docker, IContainer container, int port, int managementPort)
    {
        _docker = docker;
        _container = container;
        _port = port;
        _managementPort = managementPort;
    }

    /// <summary>The host port to publish on: a random one (0) changes with each start of a container, a chosen one does not.</summary>
    public static string HostPort(bool fixedPort) => fixedPort ? $"{FreePort.Next()}" : "0";

    public ServerAddress Address => new(_container.Hostname, _container.GetMappedPublicPort(_port),
        _managementPort > 0 ? _container.GetMappedPublicPort(_managementPort) : 0);

    public bool HasEnded => false;

    public async Task<string> ReadLogAsync()
    {
        var (output, errors) = await _container.GetLogsAsync();
        return output + errors;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_created)
        {
            await _docker.StartAsync(_container.Id, cancellationToken);
            return;
        }

        await _container.StartAsync(cancellationToken);
        _created = true;
    }

    public Task KillAsync(CancellationToken cancellationToken) => _docker.KillAsync(_container.Id, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _docker.StopAsync(_container.Id, cancellationToken);

    public async Task<string> RunToolAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await _container.ExecAsync([tool, .. arguments], cancellationToken);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{tool} ended with {result.ExitCode}: {result.Stdout}{result.Stderr}");
        return result.Stdout;
    }

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
