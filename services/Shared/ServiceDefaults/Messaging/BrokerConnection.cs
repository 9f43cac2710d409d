using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>Where the broker is, read from <c>ConnectionStrings__Broker</c>, <c>Broker__UserName</c> and
/// <c>Broker__Password</c>.</summary>
internal sealed partial record BrokerConnection
{
    /// <summary>The key, as an operator sets it.</summary>
    public const string Key = "ConnectionStrings__Broker";

    /// <summary>The key of a password that the address leaves out, from a file of secrets for instance.</summary>
    public const string PasswordKey = "Broker__Password";

    private const string Example = $"Set it, for instance {Key}=amqp://user:password@localhost:5672/orders or memory://.";
    private const string DefaultUser = "guest";
    private const ushort AmqpPort = 5672;
    private const ushort AmqpsPort = 5671;

    private BrokerConnection()
    {
    }

    /// <summary>Whether messages stay in this process.</summary>
    public bool IsInMemory { get; private init; }

    /// <summary>The broker's servers: one, or those of a cluster, any of which will do.</summary>
    public IReadOnlyList<BrokerNode> Nodes { get; private init; } = [];

    /// <summary>The virtual host; <c>/</c> when the address names none.</summary>
    public string VirtualHost { get; private init; } = "/";

    /// <summary>The user name; RabbitMQ's own default when the address names none.</summary>
    public string UserName { get; private init; } = DefaultUser;

    /// <summary>The password.</summary>
    public string Password { get; private init; } = DefaultUser;

    /// <summary>Whether the connection is encrypted and the broker's certificate checked.</summary>
    public bool UsesTls { get; private init; }

    /// <summary>Reads <c>ConnectionStrings__Broker</c>.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="problem">What is wrong with it, if anything.</param>
    /// <returns>The connection; in memory when there is a problem.</returns>
    public static BrokerConnection Read(IConfiguration configuration, out string? problem) =>
        Parse(configuration.GetConnectionString("Broker"), configuration["Broker:UserName"], configuration["Broker:Password"], out problem);

    /// <summary>Reads an address. Neither result repeats it: it holds a password.</summary>
    /// <param name="address">The address; a cluster's hosts are separated by commas.</param>
    /// <param name="userName">The user, in place of the address's, if the address has no password.</param>
    /// <param name="password">The password if the address has none.</param>
    /// <param name="problem">What is wrong with it, if anything.</param>
    /// <returns>The connection; in memory when there is a problem.</returns>
    public static BrokerConnection Parse(string? address, string? userName, string? password, out string? problem)
    {
        var inMemory = new BrokerConnection { IsInMemory = true };
        problem = null;
        if (string.IsNullOrWhiteSpace(address))
        {
            problem = $"{Key} is not set. {Example}";
            return inMemory;
        }

        var match = Address().Match(address.Trim());
        if (!match.Success)
        {
            problem = $"{Key} is no valid address. {Example}";
            return inMemory;
        }

        var scheme = match.Groups["scheme"].Value;
        if (scheme == "memory")
            return inMemory;

        if (scheme is not ("amqp" or "amqps") || match.Groups["hosts"].Length == 0)
        {
            problem = $"{Key} must start with amqp://, amqps:// or memory:// and name a host. {Example}";
            return inMemory;
        }

        return Read(match, userName, password, out problem) ?? inMemory;
    }

    /// <summary>Without the password, so that it may be logged.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => IsInMemory
        ? "memory://"
        : $"{(UsesTls ? "amqps" : "amqp")}://{string.Join(',', Nodes)}/{VirtualHost}";

    private static BrokerConnection? Read(Match match, string? otherUserName, string? password, out string? problem)
    {
        var usesTls = match.Groups["scheme"].Value == "amqps";
        var nodes = new List<BrokerNode>();
        foreach (var host in match.Groups["hosts"].Value.Split(','))
        {
            if (!Uri.TryCreate($"amqp://{host}", UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            {
                problem = $"{Key} has no valid host in place {nodes.Count + 1}. {Example}";
                return null;
            }

            nodes.Add(new BrokerNode(uri.Host, uri.Port > 0 ? (ushort)uri.Port : usesTls ? AmqpsPort : AmqpPort));
        }

        var userName = Uri.UnescapeDataString(match.Groups["user"].Value);
        if (match.Groups["password"].Length > 0)
            password = Uri.UnescapeDataString(match.Groups["password"].Value);
        else if (!string.IsNullOrEmpty(otherUserName))
            userName = otherUserName;
        if (userName.Length > 0 && string.IsNullOrEmpty(password))
        {
            problem = $"{PasswordKey} is not set, and {Key} has no password for its user either. Set one of them.";
            return null;
        }

        problem = null;
        var virtualHost = Uri.UnescapeDataString(match.Groups["vhost"].Value);
        return new BrokerConnection
        {
            Nodes = nodes,
            VirtualHost = virtualHost.Length == 0 ? "/" : virtualHost,
            UserName = userName.Length == 0 ? DefaultUser : userName,
            Password = userName.Length == 0 ? DefaultUser : password!, // checked above
            UsesTls = usesTls
        };
    }

    // https://www.rabbitmq.com/docs/uri-spec, with several hosts.
    [GeneratedRegex("""
        ^(?<scheme>[a-z]+)://
        ((?<user>[^:@/]*)(:(?<password>[^@/]*))?@)?
        (?<hosts>[^@/]*)
        (/(?<vhost>[^/]*))?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
