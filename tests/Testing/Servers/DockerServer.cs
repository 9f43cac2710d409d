using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microservices.Testing.Servers;

/// <summary>A server in a container, removed by Testcontainers when this process ends, however it ends.</summary>
internal sealed class DockerServer : IServer
{
    private const int LogLength = 4000;

    private readonly DockerEngine _docker;
    private readonly IContainer _container;
    private readonly int _port;
    private readonly int _managementPort;
    private bool _created;

    /// <param name="docker">The engine.</param>
    /// <param name="image">Image and tag; pulled only when it is missing.</param>
    /// <param name="environment">The container's environment.</param>
    /// <param name="command">Arguments of the image's entry point.</param>
    /// <param name="port">Port of its main protocol in the container.</param>
    /// <param name="managementPort">Port of its HTTP interface in the container, or 0.</param>
    /// <param name="fixedPorts">Whether the host ports stay the same after a restart.</param>
    public DockerServer(DockerEngine docker, string image, IReadOnlyDictionary<string, string> environment,
        string[] command, int port, int managementPort, bool fixedPorts)
    {
        _docker = docker;
        _port = port;
        _managementPort = managementPort;
        var builder = new ContainerBuilder(image)
            .WithEnvironment(environment)
            .WithCommand(command)
            .WithLogger(NullLogger.Instance);
        foreach (var inside in managementPort > 0 ? [port, managementPort] : new[] { port })
        {
            // A random host port changes with each start of a container; a chosen one does not.
            builder = fixedPorts
                ? builder.WithPortBinding(FreePort.Next(), inside)
                : builder.WithPortBinding(inside, assignRandomHostPort: true);
        }

        _container = builder.Build();
    }

    public ServerAddress Address => new(_container.Hostname, _container.GetMappedPublicPort(_port),
        _managementPort > 0 ? _container.GetMappedPublicPort(_managementPort) : 0);

    public bool HasEnded => false;

    public async Task<string> ReadLogAsync()
    {
        var (output, errors) = await _container.GetLogsAsync();
        var log = output + errors;
        return log.Length > LogLength ? log[^LogLength..] : log;
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

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
