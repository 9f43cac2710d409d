using Microservices.Testing.Servers;

namespace Microservices.Testing;

/// <summary>A PostgreSQL server that one test owns: it may be killed and started again; data and ports stay the same.</summary>
public sealed class PrivatePostgresServer : IAsyncDisposable
{
    private readonly PostgresKind _kind;
    private readonly IServer _server;

    internal PrivatePostgresServer(PostgresKind kind, IServer server)
    {
        _kind = kind;
        _server = server;
        ConnectionString = kind.ConnectionString(server.Address);
    }

    /// <summary>Its superuser, at the database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates an empty database on this server.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection string of the database's owner.</returns>
    public Task<string> CreateDatabaseAsync(CancellationToken cancellationToken) =>
        PostgresDatabase.CreateAsync(ConnectionString, cancellationToken);

    /// <summary>Kills every process of the server by SIGKILL.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the server is gone.</returns>
    public Task KillAsync(CancellationToken cancellationToken) => _server.KillAsync(cancellationToken);

    /// <summary>Stops the server in the orderly way.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the server is gone.</returns>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    /// <summary>Starts the server again after <see cref="KillAsync"/> or <see cref="StopAsync"/>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the server takes connections.</returns>
    public Task RestartAsync(CancellationToken cancellationToken) =>
        ServerStarter.StartAndWaitAsync(_kind, _server, cancellationToken);

    /// <summary>Ends the server and removes its data.</summary>
    /// <returns>A task that ends when it is gone.</returns>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
