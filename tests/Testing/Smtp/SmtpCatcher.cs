using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Microservices.Testing.Smtp;

/// <summary>
/// An SMTP server inside the test process: keeps the mails it is given, and answers as the test tells it to.
/// </summary>
public sealed class SmtpCatcher : IAsyncDisposable
{
    private readonly ConcurrentQueue<SmtpMail> _mails = new();
    private readonly ConcurrentQueue<SmtpCommand> _commands = new();
    private readonly ConcurrentDictionary<SmtpSession, Task> _sessions = new();
    private readonly List<SmtpRule> _rules = [];
    private readonly Lock _rulesLock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private int _connections;

    private SmtpCatcher(SmtpCatcherOptions options)
    {
        Options = options;
        Certificate = options.OffersStartTls ? SelfSignedCertificate.Create() : null;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptConnectionsAsync();
    }

    /// <summary>Where it listens: 127.0.0.1.</summary>
    public string Host { get; } = IPAddress.Loopback.ToString();

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Its certificate, for 127.0.0.1 and localhost; null when STARTTLS is not offered.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The mails it took, oldest first.</summary>
    public IReadOnlyList<SmtpMail> Mails => [.. _mails];

    /// <summary>The commands it got, oldest first; passwords are left out.</summary>
    public IReadOnlyList<SmtpCommand> Commands => [.. _commands];

    /// <summary>How many connections it has accepted since it started.</summary>
    public int AcceptedConnections => Volatile.Read(ref _connections);

    /// <summary>How many connections are open now.</summary>
    public int OpenConnections => _sessions.Count;

    internal SmtpCatcherOptions Options { get; }

    /// <summary>Starts a server on a free loopback port.</summary>
    /// <param name="options">How it presents itself; plain and without login by default.</param>
    /// <returns>The server, which accepts connections already.</returns>
    public static SmtpCatcher Start(SmtpCatcherOptions? options = null) => new(options ?? new SmtpCatcherOptions());

    /// <summary>Answers a command differently from now on; the latest rule that fits wins.</summary>
    /// <param name="verb">The command, as in <see cref="SmtpCommand.Verb"/>.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="times">How often, then the rule ends; without end by default.</param>
    public void Reply(string verb, SmtpReply reply, int times = int.MaxValue)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(verb);
        Reply(command => string.Equals(command.Verb, verb, StringComparison.OrdinalIgnoreCase), reply, times);
    }

    /// <summary>Answers <c>RCPT</c> for one address differently from now on.</summary>
    /// <param name="recipient">The address, in any case.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="times">How often, then the rule ends; without end by default.</param>
    public void ReplyToRecipient(string recipient, SmtpReply reply, int times = int.MaxValue)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(recipient);
        Reply(command => command.Verb == "RCPT"
            && string.Equals(command.Argument, recipient, StringComparison.OrdinalIgnoreCase), reply, times);
    }

    /// <summary>Answers the commands that a test picks differently from now on.</summary>
    /// <param name="applies">Whether the rule is for this command.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="times">How often, then the rule ends; without end by default.</param>
    public void Reply(Func<SmtpCommand, bool> applies, SmtpReply reply, int times = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(applies);
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_rulesLock)
        {
            _rules.Add(new SmtpRule(applies, reply, times));
        }
    }

    /// <summary>Answers every command in the usual way again.</summary>
    public void ForgetReplies()
    {
        lock (_rulesLock)
        {
            _rules.Clear();
        }
    }

    /// <summary>Closes every open connection without a word.</summary>
    public void DropConnections()
    {
        foreach (var session in _sessions.Keys)
        {
            session.Dispose();
        }
    }

    /// <summary>Stops accepting and closes every connection.</summary>
    /// <returns>A task that ends when all sessions have ended.</returns>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        // Only then the listener: a stopped one answers the next accept with InvalidOperationException.
        await _accepting;
        _listener.Dispose();
        DropConnections();
        await Task.WhenAll(_sessions.Values);
        Certificate?.Dispose();
        _stopping.Dispose();
    }

    internal void Keep(SmtpMail mail) => _mails.Enqueue(mail);

    internal SmtpReply? FindReply(SmtpCommand command)
    {
        _commands.Enqueue(command);
        lock (_rulesLock)
        {
            var rule = _rules.LastOrDefault(rule => rule.Applies(command));
            if (rule is not null && --rule.Left == 0)
            {
                _rules.Remove(rule);
            }

            return rule?.Reply;
        }
    }

    private async Task AcceptConnectionsAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            }
            catch (OperationCanceledException)
            {
                // The catcher ends.
                return;
            }

            Interlocked.Increment(ref _connections);
            var session = new SmtpSession(this, client);
            _sessions[session] = Task.CompletedTask;
            _sessions[session] = ServeAsync(session);
        }
    }

    private async Task ServeAsync(SmtpSession session)
    {
        await Task.Yield();
        await session.ServeAsync(_stopping.Token);
        _sessions.TryRemove(session, out _);
    }
}
