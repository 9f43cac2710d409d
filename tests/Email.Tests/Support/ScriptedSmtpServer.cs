using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Microservices.Email.Tests.Support;

/// <summary>A mail server whose answers a test decides.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    /// <summary>An answer that is none: the connection ends.</summary>
    public const string HangUp = "";

    /// <summary>What <see cref="Answer"/> is asked when a mail's content is complete.</summary>
    public const string EndOfData = ".";

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = [];
    private readonly TcpListener _listener;
    private readonly Task _accepting;
    private int _connections;

    public ScriptedSmtpServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The mails that were taken, whether the client learned it or not.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>Every command of every connection.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    public int Connections => _connections;

    /// <summary>How often a command came.</summary>
    public int CountOf(string command) =>
        Commands.Count(asked => asked.StartsWith(command, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gives the answer to a command; <see langword="null"/> for the usual one.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Offers STARTTLS with this certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Asks for this password (AUTH PLAIN) before any mail.</summary>
    public string? Password { get; init; }

    public bool OffersUtf8 { get; init; }

    /// <summary>Always gives this answer to a command.</summary>
    public static Func<string, string?> On(string command, string answer) =>
        asked => asked.StartsWith(command, StringComparison.Ordinal) ? answer : null;

    /// <summary>Gives this answer to a command once, after it came <paramref name="skip"/> times.</summary>
    public static Func<string, string?> Once(string command, string answer, int skip = 0)
    {
        var count = 0;
        return asked => asked.StartsWith(command, StringComparison.Ordinal) && Interlocked.Increment(ref count) == skip + 1
            ? answer
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        // Only then the listener: a stopped one answers the next accept with InvalidOperationException.
        await _accepting;
        _listener.Dispose();
        foreach (var client in _clients.Keys)
            client.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _clients[client] = true;
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            using (var session = new SmtpSession(this, client.GetStream()))
                await session.RunAsync(_stopping.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client or the test hung up.
        }
        finally
        {
            _clients.TryRemove(client, out _);
        }
    }
}
