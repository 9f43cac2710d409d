using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Testcontainers.PostgreSql;

namespace Microservices.Testing.Servers;

/// <summary>
/// PostgreSQL for tests. <c>fsync</c> is off: a killed server loses nothing, because its writes are with the kernel
/// already; only a crash of the whole machine would, and then the tests are gone too.
/// </summary>
/// <param name="settings">Settings on top of those for tests, such as <c>fsync=on</c>; they win.</param>
internal sealed class PostgresKind(params IEnumerable<string> settings) : IServerKind
{
    private const string User = "postgres";
    private const string Image = "postgres:17";
    private const int Port = 5432;

    private readonly string[] _settings =
    [
        "-c", "max_connections=300", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=128MB",
        // Testcontainers' module switches it off, and then a killed server loses the last commits, which it must not:
        // what tests show about a killed server is to hold for a real one. The last setting wins.
        "-c", "synchronous_commit=on",
        .. settings.SelectMany(setting => new[] { "-c", setting }),
    ];

    private readonly string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));

    public string Name => "PostgreSQL";

    public string DebianPackage => "postgresql";

    public string HowToInstall => $"Install it (Debian: apt-get install {DebianPackage}), or start a Docker engine, "
        + $"or set {PostgresServer.Variable} to the connection string of a superuser; tests/run does the first by itself.";

    public string ConnectionString(ServerAddress address) => new NpgsqlConnectionStringBuilder
    {
        Host = address.Host,
        Port = address.Port,
        Username = User,
        Password = _password,
        Database = "postgres",
    }.ConnectionString;

    public IServer CreateContainer(DockerEngine docker, bool fixedPorts) => new DockerServer(docker,
        new PostgreSqlBuilder(Image).WithUsername(User).WithPassword(_password).WithCommand(_settings)
            .WithPortBinding(DockerServer.HostPort(fixedPorts), $"{Port}").WithLogger(NullLogger.Instance).Build(),
        Port, managementPort: 0);

    public IServer? CreateLocal()
    {
        if (Binaries.FindFolder("initdb", "/usr/lib/postgresql/*/bin") is not { } folder)
        {
            return null;
        }

        const string script = """
            set -e
            bin=$1 port=$2
            shift 2
            [ -e data/PG_VERSION ] || "$bin/initdb" -D data -U postgres --pwfile=password --auth=scram-sha-256 \
                --encoding=UTF8 --locale=C.UTF-8 --no-sync
            # What is left of a killed server must not keep its successor from starting: all its processes are dead.
            rm -f data/postmaster.pid
            exec "$bin/postgres" -D data -c listen_addresses=127.0.0.1 -c port="$port" \
                -c unix_socket_directories= "$@"
            """;
        var port = FreePort.Next();
        return new LocalServer(new LocalServerPlan
        {
            Address = new ServerAddress("127.0.0.1", port),
            Script = script,
            Arguments = [folder, $"{port}", .. _settings],
            Files = new Dictionary<string, string> { ["password"] = _password },
            Environment = new Dictionary<string, string>(),
            ToolFolder = folder,
            User = User,
            EndSignal = "QUIT",
            StopSignal = "INT",
        });
    }

    public async Task ProbeAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(address) + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
    }
}
