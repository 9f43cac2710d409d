using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>Where the broker is, read from <c>ConnectionStrings:Broker</c>.</summary>
internal sealed record BrokerConnection
{
    /// <summary>The key, as an operator sets it.</summary>
    public const string Key = "ConnectionStrings__Broker";

    private const string Example = $"Set it, for instance {Key}=amqp://user:password@localhost:5672/orders or memory://.";
    private const ushort AmqpPort = 5672;
    private const ushort AmqpsPort = 5671;

    private BrokerConnection()
    {
    }

    /// <summary>Whether messages stay in this process.</summary>
    public bool IsInMemory { get; private init; }

    /// <summary>The broker's host name.</summary>
    public string Host { get; private init; } = "";

    /// <summary>The broker's port.</summary>
    public ushort Port { get; private init; }

    /// <summary>The virtual host; <c>/</c> when the address names none.</summary>
    public string VirtualHost { get; private init; } = "/";

    /// <summary>The user name; RabbitMQ's own default when the address names none.</summary>
    public string UserName { get; private init; } = "guest";

    /// <summary>The password.</summary>
    public string Password { get; private init; } = "guest";

    /// <summary>Whether the connection is encrypted and the broker's certificate checked.</summary>
    public bool UsesTls { get; private init; }

    /// <summary>Reads <c>ConnectionStrings:Broker</c>.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="problem">What is wrong with it, if anything.</param>
    /// <returns>The connection; in memory when there is a problem.</returns>
    public static BrokerConnection Read(IConfiguration configuration, out string? problem) =>
        Parse(configuration.GetConnectionString("Broker"), out problem);

    /// <summary>Reads an address. Neither result repeats it: it holds a password.</summary>
    /// <param name="address">The address.</param>
    /// <param name="problem">What is wrong with it, if anything.</param>
    /// <returns>The connection; in memory when there is a problem.</returns>
    public static BrokerConnection Parse(string? address, out string? problem)
    {
        var inMemory = new BrokerConnection { IsInMemory = true };
        problem = null;
        if (string.IsNullOrWhiteSpace(address))
        {
            problem = $"{Key} is not set. {Example}";
            return inMemory;
        }

        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri))
        {
            problem = $"{Key} is no valid address. {Example}";
            return inMemory;
        }

        if (uri.Scheme == "memory")
            return inMemory;

        if (uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
        {
            problem = $"{Key} must start with amqp://, amqps:// or memory:// and name a host. {Example}";
            return inMemory;
        }

        return FromUri(uri);
    }

    /// <summary>Without the password, so that it may be logged.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => IsInMemory
        ? "memory://"
        : string.Create(CultureInfo.InvariantCulture, $"{(UsesTls ? "amqps" : "amqp")}://{Host}:{Port}/{VirtualHost}");

    private static BrokerConnection FromUri(Uri uri)
    {
        var usesTls = uri.Scheme == "amqps";
        var credentials = uri.UserInfo.Split(':', 2);
        var virtualHost = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        return new BrokerConnection
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? (ushort)uri.Port : usesTls ? AmqpsPort : AmqpPort,
            VirtualHost = virtualHost.Length == 0 ? "/" : virtualHost,
            UserName = credentials[0].Length == 0 ? "guest" : Uri.UnescapeDataString(credentials[0]),
            Password = credentials.Length == 2 ? Uri.UnescapeDataString(credentials[1]) : "guest",
            UsesTls = usesTls
        };
    }
}
