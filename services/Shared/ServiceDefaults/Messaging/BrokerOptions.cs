using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>What the broker's address leaves out; <see cref="BrokerConnection"/> reads it.</summary>
internal sealed class BrokerOptions
{
    internal const string SectionName = "Broker";

    /// <summary>
    /// The user that <see cref="Password"/> belongs to, where it is not the address's: users that take turns let two passwords be
    /// valid at once. Not read when the address has a password.
    /// </summary>
    [Example("orders-2")]
    public string? UserName { get; set; }

    /// <summary>The password of the address's user, or of <see cref="UserName"/>.</summary>
    [Secret, Example("a-long-password")]
    public string? Password { get; set; }
}
