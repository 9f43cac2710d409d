using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;
using Testcontainers.RabbitMq;

namespace Microservices.Testing.Servers;

/// <summary>RabbitMQ with its management plugin, for tests.</summary>
internal sealed class RabbitMqKind : IServerKind
{
    private const string User = "test";
    private const string Image = "rabbitmq:4-management";
    private const int Port = 5672;
    private const int ManagementPort = 15672;

    private readonly string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));

    public string Name => "RabbitMQ";

    public string DebianPackage => "rabbitmq-server";

    public string HowToInstall => $"Install it (Debian: apt-get install {DebianPackage}), or start a Docker engine, "
        + $"or set {RabbitMqServer.Variable} to an amqp:// URI of an administrator and, where its HTTP interface is not "
        + $"at port 15672 of the same host, {RabbitMqServer.ManagementVariable}; tests/run does the first by itself.";

    public RabbitMqAddress AddressOf(ServerAddress address) => new(
        new Uri($"amqp://{User}:{_password}@{address.Host}:{address.Port}/"),
        new Uri($"http://{address.Host}:{address.ManagementPort}/"));

    public IServer CreateContainer(DockerEngine docker, bool fixedPorts)
    {
        var builder = new RabbitMqBuilder(Image).WithUsername(User).WithPassword(_password).WithLogger(NullLogger.Instance);
        foreach (var inside in new[] { Port, ManagementPort })
            builder = builder.WithPortBinding(DockerServer.HostPort(fixedPorts), $"{inside}");
        return new DockerServer(docker, builder.Build(), Port, ManagementPort);
    }

    public IServer? CreateLocal()
    {
        // Debian's /usr/sbin/rabbitmq-server insists on its own user and directories; this one takes ours.
        if (Binaries.FindFolder("rabbitmq-server", "/usr/lib/rabbitmq/bin") is not { } folder)
        {
            return null;
        }

        const string script = """
            command -v epmd >/dev/null && epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 &
            exec "$1/rabbitmq-server"
            """;
        var (port, managementPort) = (FreePort.Next(), FreePort.Next());
        return new LocalServer(new LocalServerPlan
        {
            Address = new ServerAddress("127.0.0.1", port, managementPort),
            Script = script,
            Arguments = [folder],
            Files = new Dictionary<string, string>
            {
                ["rabbitmq.conf"] = Configuration(port, managementPort),
                ["enabled_plugins"] = "[rabbitmq_management].\n",
                ["rabbitmq-env.conf"] = "",
                // Without a name server that answers, Erlang waits up to 25 s for each start of the broker or of its tools.
                ["inetrc"] = $"{{lookup,[file]}}.\n{{host,{{127,0,0,1}},[\"localhost\",\"{Environment.MachineName}\"]}}.\n",
            },
            Environment = Variables(port),
            ToolFolder = folder,
            User = "rabbitmq",
            EndSignal = "KILL",
            StopSignal = "TERM",
        });
    }

    public async Task ProbeAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        var (amqp, management) = AddressOf(address);
        var factory = new ConnectionFactory { Uri = amqp, AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        using var http = new RabbitMqManagement(management, amqp.UserInfo);
        await http.ProbeAsync(cancellationToken);
    }

    private string Configuration(int port, int managementPort) => $"""
        listeners.tcp.default = 127.0.0.1:{port}
        management.tcp.ip = 127.0.0.1
        management.tcp.port = {managementPort}
        default_user = {User}
        default_pass = {_password}
        disk_free_limit.absolute = 50MB
        max_message_size = 16777216
        log.console = true
        log.console.level = warning

        """;

    private static Dictionary<string, string> Variables(int port) => new()
    {
        ["HOME"] = "{directory}",
        ["RABBITMQ_NODENAME"] = $"test-{port}@localhost",
        ["RABBITMQ_NODE_PORT"] = $"{port}",
        ["RABBITMQ_DIST_PORT"] = $"{FreePort.Next()}",
        ["ERL_INETRC"] = "{directory}/inetrc", // https://www.erlang.org/doc/apps/erts/inet_cfg
        ["ERL_EPMD_PORT"] = $"{FreePort.Next()}",
        ["RABBITMQ_CONFIG_FILE"] = "{directory}/rabbitmq",
        ["RABBITMQ_CONF_ENV_FILE"] = "{directory}/rabbitmq-env.conf",
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = "{directory}/enabled_plugins",
        ["RABBITMQ_MNESIA_BASE"] = "{directory}/data",
        ["RABBITMQ_LOG_BASE"] = "{directory}/log",
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_PID_FILE"] = "{directory}/pid",
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = "{directory}/generated",
    };
}
