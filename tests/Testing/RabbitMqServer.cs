using Microservices.Testing.Servers;

namespace Microservices.Testing;

/// <summary>
/// The broker that all tests of a process share, started at the first use: the one that the environment names, else one in
/// Docker, else installed binaries. Each test class takes a virtual host of its own.
/// </summary>
public static class RabbitMqServer
{
    /// <summary>Environment variable with the <c>amqp://</c> URI of an administrator of a running broker.</summary>
    public const string Variable = "TEST_RABBITMQ";

    /// <summary>
    /// Environment variable with the <c>http://</c> address of that broker's management interface; by default port 15672
    /// of the same host.
    /// </summary>
    public const string ManagementVariable = "TEST_RABBITMQ_MANAGEMENT";

    private const int DefaultManagementPort = 15672;

    private static readonly Lazy<Task<RabbitMqAddress>> Shared = new(StartSharedAsync);

    /// <summary>Where the shared broker listens; starts it when it does not run yet.</summary>
    /// <param name="cancellationToken">Ends the wait, not the start.</param>
    /// <returns>The broker's addresses.</returns>
    /// <exception cref="InvalidOperationException">There is no broker; the message says what to install.</exception>
    public static Task<RabbitMqAddress> GetAddressAsync(CancellationToken cancellationToken) =>
        Shared.Value.WaitAsync(cancellationToken);

    /// <summary>Creates an empty virtual host on the shared broker.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The virtual host, which is deleted with all that is in it when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">There is no broker; the message says what to install.</exception>
    public static async Task<RabbitMqVirtualHost> CreateVirtualHostAsync(CancellationToken cancellationToken) =>
        await RabbitMqVirtualHost.CreateAsync(await GetAddressAsync(cancellationToken), cancellationToken);

    /// <summary>Starts a broker that nobody else uses, for a test that kills or restarts it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The broker, which is removed when it is disposed. The environment's broker is never used for this.</returns>
    /// <exception cref="InvalidOperationException">There is no broker; the message says what to install.</exception>
    public static async Task<PrivateRabbitMqServer> StartPrivateAsync(CancellationToken cancellationToken)
    {
        var kind = new RabbitMqKind();
        return new PrivateRabbitMqServer(kind, await ServerStarter.StartAsync(kind, fixedPorts: true, cancellationToken));
    }

    private static async Task<RabbitMqAddress> StartSharedAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connectionString)
        {
            var amqp = new Uri(connectionString);
            var management = Environment.GetEnvironmentVariable(ManagementVariable) is { Length: > 0 } address
                ? new Uri(address)
                : new UriBuilder("http", amqp.Host, DefaultManagementPort).Uri;
            return new RabbitMqAddress(amqp, management);
        }

        var kind = new RabbitMqKind();
        // Never disposed: it ends with this process, which its supervisor or Testcontainers sees to.
        var server = await ServerStarter.StartAsync(kind, fixedPorts: false, CancellationToken.None);
        return kind.AddressOf(server.Address);
    }
}
