namespace Microservices.Testing.Servers;

/// <summary>How one kind of server is started from an image or from installed binaries, and when it is ready.</summary>
internal interface IServerKind
{
    /// <summary>The product's name, for messages.</summary>
    string Name { get; }

    /// <summary>Debian's package with the binaries.</summary>
    string DebianPackage { get; }

    /// <summary>What a person installs when there is neither Docker nor a binary.</summary>
    string HowToInstall { get; }

    /// <summary>Describes the container, not started yet.</summary>
    /// <param name="docker">The engine that answers.</param>
    /// <param name="fixedPorts">Whether it shall listen on the same host ports after a restart.</param>
    IServer CreateContainer(DockerEngine docker, bool fixedPorts);

    /// <summary>Describes the local process, not started yet; null when the binaries are not installed.</summary>
    IServer? CreateLocal();

    /// <summary>Tries to use the server once; throws while it is not ready.</summary>
    Task ProbeAsync(ServerAddress address, CancellationToken cancellationToken);
}
