using System.Net;
using System.Net.Sockets;

namespace Microservices.ServiceDefaults.Security.Limits;

/// <summary>The part of an address that limits count by.</summary>
internal static class CallerAddress
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// An IPv4 address; of IPv6 the first 64 bits, which is the network that one customer gets
    /// (https://www.rfc-editor.org/rfc/rfc6177): whoever has it has 2^64 addresses to ask from.
    /// </summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return $"{new IPAddress(bytes)}/64";
    }
}
