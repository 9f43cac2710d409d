using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Microservices.Testing.Servers;

/// <summary>
/// Finds loopback ports that nobody listens on, below those that the kernel gives to outgoing connections (32768 and up, see
/// <c>ip(7)</c>, <c>ip_local_port_range</c>): a busy test has thousands of these, and one of them would take the port before its
/// owner, or while its owner is restarted.
/// </summary>
internal static class FreePort
{
    private const int First = 12_000;
    private const int Last = 32_000;

    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>A port that was free a moment ago, and is given to nobody else in this process.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (Given.TryAdd(port, true) && IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
