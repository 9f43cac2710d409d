using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending.Smtp;

/// <summary>
/// Lends connections to the mail server, so that not every mail pays for TCP, TLS and login. At most
/// <see cref="SmtpOptions.MaxConnections"/> are lent at a time; who comes later waits.
/// </summary>
internal sealed class SmtpConnectionPool : IAsyncDisposable
{
    // A server or firewall may have closed a connection that rested longer than this; asking costs one round trip.
    private static readonly TimeSpan RestWithoutQuestion = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(2);

    private readonly SmtpOptions _options;
    private readonly SmtpConnector _connector;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _permits;
    // Last in, first out: what is not needed grows old and is closed.
    private readonly ConcurrentStack<SmtpConnection> _idle = new();
    private readonly ITimer _closing;

    public SmtpConnectionPool(IOptions<SmtpOptions> options, SmtpConnector connector, TimeProvider timeProvider)
    {
        _options = options.Value;
        _connector = connector;
        _timeProvider = timeProvider;
        _permits = new SemaphoreSlim(_options.MaxConnections);
        _closing = timeProvider.CreateTimer(_ => CloseRested(), null, _options.IdleTimeout, _options.IdleTimeout);
    }

    /// <summary>Lends a connection that answers. Give it to <see cref="ReturnAsync"/> or <see cref="Discard"/>.</summary>
    /// <exception cref="MailNotAcceptedException">The server cannot be reached, trusted or logged in to.</exception>
    public async Task<SmtpConnection> RentAsync(CancellationToken cancellationToken)
    {
        await _permits.WaitAsync(cancellationToken);
        try
        {
            while (_idle.TryPop(out var connection))
            {
                if (await IsAliveAsync(connection, cancellationToken))
                    return connection;
                connection.Dispose();
            }

            return await _connector.ConnectAsync(cancellationToken);
        }
        catch
        {
            _permits.Release();
            throw;
        }
    }

    /// <summary>Takes a connection back after a mail.</summary>
    public async Task ReturnAsync(SmtpConnection connection)
    {
        connection.Mails++;
        connection.LastUsed = _timeProvider.GetTimestamp();

        if (!connection.Client.IsConnected)
            connection.Dispose();
        else if (connection.Mails >= _options.MaxMailsPerConnection)
            await CloseAsync(connection);
        else
            _idle.Push(connection);

        _permits.Release();
    }

    /// <summary>Takes back a connection that cannot be used any more.</summary>
    public void Discard(SmtpConnection connection)
    {
        connection.Dispose();
        _permits.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.DisposeAsync();
        while (_idle.TryPop(out var connection))
            await CloseAsync(connection);
        _permits.Dispose();
    }

    private async Task<bool> IsAliveAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        var rest = _timeProvider.GetElapsedTime(connection.LastUsed);
        if (rest > _options.IdleTimeout || !connection.Client.IsConnected)
            return false;
        if (rest <= RestWithoutQuestion)
            return true;

        try
        {
            await connection.Client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The server hung up meanwhile: expected, and another connection takes its place.
            return false;
        }
    }

    private void CloseRested()
    {
        // Whole stack at once: the oldest lie at the bottom.
        var connections = new SmtpConnection[_options.MaxConnections];
        var count = _idle.TryPopRange(connections);
        for (var index = count - 1; index >= 0; index--)
        {
            if (_timeProvider.GetElapsedTime(connections[index].LastUsed) >= _options.IdleTimeout)
                _ = CloseAsync(connections[index]);
            else
                _idle.Push(connections[index]);
        }
    }

    private static async Task CloseAsync(SmtpConnection connection)
    {
        using (connection)
        {
            try
            {
                using var timeout = new CancellationTokenSource(FarewellTimeout);
                await connection.Client.DisconnectAsync(quit: true, timeout.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException
                or MailKit.ProtocolException or MailKit.CommandException or System.Net.Sockets.SocketException)
            {
                // QUIT is a courtesy: the mails are accepted, and the connection is closed all the same.
            }
        }
    }
}
