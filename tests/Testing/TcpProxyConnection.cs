using System.Net.Sockets;

namespace Microservices.Testing;

/// <summary>One client's connection through a <see cref="TcpProxy"/>.</summary>
internal sealed class TcpProxyConnection(Socket client, Func<int, Task> holdBack, Action onTurn, Action<int> onAnswer) : IDisposable
{
    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp);
    private Socket? _speaker;

    public async Task ForwardAsync(string host, int port, CancellationToken cancellationToken)
    {
        try
        {
            client.NoDelay = true;
            _server.NoDelay = true;
            await holdBack(0);
            await _server.ConnectAsync(host, port, cancellationToken);
            await Task.WhenAll(
                CopyOrResetAsync(client, _server, cancellationToken),
                CopyOrResetAsync(_server, client, cancellationToken));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // One side is gone: the other one learns it by a reset, below.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        Reset(client);
        Reset(_server);
    }

    private static void Reset(Socket socket)
    {
        try
        {
            // With zero linger time, closing sends RST instead of FIN.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Closed or reset before: nothing left to tell the other side.
        }

        socket.Dispose();
    }

    private async Task CopyOrResetAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        try
        {
            await CopyAsync(from, to, cancellationToken);
        }
        catch
        {
            // A killed client's connection is reset, not closed: unless the server learns it, it keeps what the client locked.
            Dispose();
            throw;
        }
    }

    private async Task CopyAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer, cancellationToken)) > 0)
        {
            await holdBack(read);
            if (Interlocked.Exchange(ref _speaker, from) != from && from == client)
                onTurn();
            for (var sent = 0; sent < read;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent..read), cancellationToken);
            }

            if (to == client)
                onAnswer(read);
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
