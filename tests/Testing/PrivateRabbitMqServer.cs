using Microservices.Testing.Servers;

namespace Microservices.Testing;

/// <summary>A broker that one test owns: it may be killed and started again; messages and ports stay the same.</summary>
public sealed class PrivateRabbitMqServer : IAsyncDisposable
{
    private readonly RabbitMqKind _kind;
    private readonly IServer _server;

    internal PrivateRabbitMqServer(RabbitMqKind kind, IServer server)
    {
        _kind = kind;
        _server = server;
        Address = kind.AddressOf(server.Address);
    }

    /// <summary>Where it listens, running or not.</summary>
    public RabbitMqAddress Address { get; }

    /// <summary>Creates an empty virtual host on this broker.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The virtual host; dispose it before the broker, while the broker runs.</returns>
    public Task<RabbitMqVirtualHost> CreateVirtualHostAsync(CancellationToken cancellationToken) =>
        RabbitMqVirtualHost.CreateAsync(Address, cancellationToken);

    /// <summary>Kills every process of the broker by SIGKILL.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the broker is gone.</returns>
    public Task KillAsync(CancellationToken cancellationToken) => _server.KillAsync(cancellationToken);

    /// <summary>Stops the broker in the orderly way.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the broker is gone.</returns>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    /// <summary>Starts the broker again after <see cref="KillAsync"/> or <see cref="StopAsync"/>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the broker takes connections.</returns>
    public Task RestartAsync(CancellationToken cancellationToken) =>
        ServerStarter.StartAndWaitAsync(_kind, _server, cancellationToken);

    /// <summary>Makes the broker believe that its disk is full: it blocks every connection that publishes.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task RaiseDiskAlarmAsync(CancellationToken cancellationToken) => SetDiskLimitAsync("1000000GB", cancellationToken);

    /// <summary>Gives the broker its disk back. A restart does so too.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task ClearDiskAlarmAsync(CancellationToken cancellationToken) => SetDiskLimitAsync("50MB", cancellationToken);

    /// <summary>
    /// Makes the members of quorum queues that wait for a leader elect one, which on a single node can only be themselves:
    /// RabbitMQ forgets to, now and then, after it was killed (https://github.com/rabbitmq/rabbitmq-server/issues/10070).
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The names of those members; most often there are none.</returns>
    public async Task<string> ElectLeadersAsync(CancellationToken cancellationToken) => (await EvaluateAsync("""
        io:format("~s", [lists:join(" ", [begin ra:trigger_election({element(1, M), node()}), atom_to_list(element(1, M)) end
            || M <- ets:tab2list(ra_state), element(2, M) =:= follower])]).
        """, cancellationToken)).Replace("ok", "", StringComparison.Ordinal).Trim();

    /// <summary>Makes a quorum queue answer nobody, as one without a leader does.</summary>
    /// <param name="queue">The queue's name; no other queue's may end with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SuspendQueueAsync(string queue, CancellationToken cancellationToken) => TellQueueAsync("suspend", queue, cancellationToken);

    /// <summary>Makes it answer again.</summary>
    /// <inheritdoc cref="SuspendQueueAsync"/>
    public Task ResumeQueueAsync(string queue, CancellationToken cancellationToken) => TellQueueAsync("resume", queue, cancellationToken);

    /// <summary>What it wrote since it was made, starts and ends included.</summary>
    public Task<string> ReadLogAsync() => _server.ReadLogAsync();

    /// <summary>Ends the broker and removes its data.</summary>
    /// <returns>A task that ends when it is gone.</returns>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task TellQueueAsync(string what, string queue, CancellationToken cancellationToken) => EvaluateAsync(
        $"[sys:{what}(element(1, M)) || M <- ets:tab2list(ra_state), lists:suffix(\"_{queue}\", atom_to_list(element(1, M)))].", cancellationToken);

    private Task<string> EvaluateAsync(string erlang, CancellationToken cancellationToken) =>
        _server.RunToolAsync("rabbitmqctl", ["-q", "eval", erlang], cancellationToken);

    private Task SetDiskLimitAsync(string limit, CancellationToken cancellationToken) =>
        _server.RunToolAsync("rabbitmqctl", ["-q", "set_disk_free_limit", limit], cancellationToken);
}
