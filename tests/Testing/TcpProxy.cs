using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microservices.Testing.Servers;

namespace Microservices.Testing;

/// <summary>
/// Forwards TCP connections from a loopback port to a server, so that a test can cut, stall and refuse them without
/// touching the server. Unlike a stopped server, a proxied one keeps serving every other test.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpProxyConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gateLock = new();
    private readonly string _host;
    private readonly int _targetPort;
    private TaskCompletionSource _gate = Open();
    private Socket? _listener;
    private long _turns;
    private long _bytesToClients;

    private TcpProxy(string host, int port)
    {
        _host = host;
        _targetPort = port;
        Port = FreePort.Next();
        Accept();
    }

    /// <summary>The loopback port that clients connect to, on 127.0.0.1; it stays the same for the proxy's life.</summary>
    public int Port { get; }

    /// <summary>How many connections are open through the proxy now.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>
    /// How often a client has spoken first or after the server: the round trips of a protocol of requests and answers. What
    /// a client sends on without waiting for an answer is one with what it sent before.
    /// </summary>
    public long Turns => Interlocked.Read(ref _turns);

    /// <summary>How many bytes of the server the clients have been sent, whether they have read them or not.</summary>
    public long BytesToClients => Interlocked.Read(ref _bytesToClients);

    /// <summary>How long each piece of data is held back, in either direction; none by default.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How many bytes a second a connection forwards in each direction; no limit (0) by default.</summary>
    public int BytesPerSecond { get; set; }

    /// <summary>Starts a proxy in front of a server.</summary>
    /// <param name="host">The server's host name or address.</param>
    /// <param name="port">The server's port.</param>
    /// <returns>The proxy, which accepts connections already.</returns>
    public static TcpProxy Start(string host, int port)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        return new TcpProxy(host, port);
    }

    /// <summary>Starts a proxy in front of the server that a connection string names.</summary>
    /// <param name="connectionString">An <c>amqp://</c> URI or an Npgsql connection string.</param>
    /// <returns>The proxy; see <see cref="Redirect"/>.</returns>
    public static TcpProxy Start(string connectionString)
    {
        var (host, port) = ProxiedConnectionString.ReadAddress(connectionString);
        return new TcpProxy(host, port);
    }

    /// <summary>Makes a connection string lead through the proxy.</summary>
    /// <param name="connectionString">An <c>amqp://</c> URI or an Npgsql connection string.</param>
    /// <returns>The same connection string with the proxy's address.</returns>
    public string Redirect(string connectionString) => ProxiedConnectionString.WithAddress(connectionString, Port);

    /// <summary>Resets every open connection, as a crashed server or a firewall would; new ones are not affected.</summary>
    public void CutConnections()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }
    }

    /// <summary>Forwards no more bytes; connections stay open and new ones are accepted, but nothing answers.</summary>
    public void Pause()
    {
        lock (_gateLock)
        {
            if (_gate.Task.IsCompleted)
            {
                _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Forwards again, first what was held back since <see cref="Pause"/>.</summary>
    public void Resume()
    {
        lock (_gateLock)
        {
            _gate.TrySetResult();
        }
    }

    /// <summary>Refuses new connections; open ones are not affected (see <see cref="CutConnections"/>).</summary>
    public void Refuse() => Interlocked.Exchange(ref _listener, null)?.Dispose();

    /// <summary>Accepts new connections again, on the same port.</summary>
    public void Accept()
    {
        if (_listener is not null)
        {
            return;
        }

        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        listener.Listen();
        _listener = listener;
        _ = AcceptConnectionsAsync(listener);
    }

    /// <summary>Stops accepting and resets every connection.</summary>
    /// <returns>A task that ends when all connections have ended.</returns>
    public async ValueTask DisposeAsync()
    {
        Refuse();
        Resume();
        await _stopping.CancelAsync();
        CutConnections();
        await Task.WhenAll(_connections.Values);
        _stopping.Dispose();
    }

    private static TaskCompletionSource Open()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }

    private async Task HoldBackAsync(int bytes)
    {
        Task gate;
        lock (_gateLock)
        {
            gate = _gate.Task;
        }

        await gate;
        var delay = Latency + (BytesPerSecond > 0 ? TimeSpan.FromSeconds((double)bytes / BytesPerSecond) : TimeSpan.Zero);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, _stopping.Token);
    }

    private async Task AcceptConnectionsAsync(Socket listener)
    {
        while (ReferenceEquals(listener, _listener))
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync(_stopping.Token);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException
                or ObjectDisposedException)
            {
                // The proxy refuses connections from now on, or ends.
                return;
            }

            var connection = new TcpProxyConnection(
                client, HoldBackAsync, () => Interlocked.Increment(ref _turns), bytes => Interlocked.Add(ref _bytesToClients, bytes));
            _connections[connection] = Task.CompletedTask;
            _connections[connection] = ForwardAsync(connection);
        }
    }

    private async Task ForwardAsync(TcpProxyConnection connection)
    {
        await Task.Yield();
        await connection.ForwardAsync(_host, _targetPort, _stopping.Token);
        _connections.TryRemove(connection, out _);
    }
}
