using System.Globalization;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>One server of the broker.</summary>
/// <param name="Host">Its host name, which its certificate must bear.</param>
/// <param name="Port">Its port.</param>
internal sealed record BrokerNode(string Host, ushort Port)
{
    /// <summary>As in an address.</summary>
    /// <returns><c>host:port</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
