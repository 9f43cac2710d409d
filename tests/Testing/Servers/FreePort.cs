using System.Net;
using System.Net.Sockets;

namespace Microservices.Testing.Servers;

/// <summary>Finds loopback ports that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>A port that was free a moment ago; the caller binds it soon.</summary>
    public static int Next()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        // Bind has set the local end point.
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
