namespace Microservices.Testing.Servers;

/// <summary>A server that this process started, by whatever means. Data and ports outlive its being killed.</summary>
internal interface IServer : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    ServerAddress Address { get; }

    /// <summary>What it wrote since it was made.</summary>
    Task<string> ReadLogAsync();

    /// <summary>Whether it has ended, so that waiting for it is in vain.</summary>
    bool HasEnded { get; }

    /// <summary>Starts it: for the first time, or again with the same data and ports.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Ends it as a power failure of its machine would: SIGKILL to every process.</summary>
    Task KillAsync(CancellationToken cancellationToken);

    /// <summary>Ends it in the orderly way.</summary>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>Runs one of its own command-line tools beside it, as its user and with its environment.</summary>
    /// <param name="tool">The tool's name, such as <c>rabbitmqctl</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has what it wrote.</exception>
    Task<string> RunToolAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
