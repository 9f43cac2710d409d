using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>
/// Whether an address can be listened on. Asked before the start: the host would log the failure with its stack trace, after
/// everything else has started.
/// </summary>
internal static class AddressProbe
{
    /// <summary>What is wrong with an address such as <c>http://*:8080</c>; null when nothing is.</summary>
    public static string? FindProblem(string address)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return $"{address} is no address, such as http://localhost:5080";
        }

        if (parsed.IsUnixPipe || parsed.IsNamedPipe || parsed.Port == 0)
            return null;
        if (parsed.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            return $"{address} has no port from 0 to {IPEndPoint.MaxPort}";
        return HostsOf(parsed.Host).Select(host => FindProblem(host, parsed.Port)).FirstOrDefault(problem => problem is not null) is { } reason
            ? $"{address} {reason}"
            : null;
    }

    private static string? FindProblem(IPAddress host, int port)
    {
        try
        {
            using var listener = new TcpListener(host, port);
            if (host.Equals(IPAddress.IPv6Any))
                listener.Server.DualMode = true;
            listener.Start();
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is taken by another process",
                SocketError.AccessDenied => "may not be opened by this user",
                _ => null // such as no IPv6 on this machine; the server knows what it can do without
            };
        }
    }

    private static IPAddress[] HostsOf(string host)
    {
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return [address];
        return [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any]; // any name means all addresses
    }
}
