using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>What the broker's address leaves out; <see cref="BrokerConnection"/> reads it.</summary>
internal sealed class BrokerOptions
{
    internal const string SectionName = "Broker";

    /// <summary>The password of the address's user.</summary>
    [Secret, Example("a-long-password")]
    public string? Password { get; set; }
}
