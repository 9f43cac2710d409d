using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using Microservices.ServiceDefaults.Health;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>
/// Opens connections to the broker of <c>ConnectionStrings__Broker</c> beside MassTransit's, for what MassTransit has no words
/// for: any bytes, a queue by its name.
/// </summary>
public sealed class BrokerConnector
{
    private const int ManagementPort = 15672;
    private const int ManagementTlsPort = 15671;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ManagementTimeout = TimeSpan.FromSeconds(10);

    // A host name may lead elsewhere after a while.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly BrokerConnection _connection;
    private readonly BrokerCertificate _certificate;
    private readonly IHostEnvironment _environment;

    internal BrokerConnector(BrokerConnection connection, BrokerCertificate certificate, IHostEnvironment environment)
    {
        _connection = connection;
        _certificate = certificate;
        _environment = environment;
    }

    /// <summary>Whether messages stay in this process: then there is nothing to connect to.</summary>
    public bool IsInMemory => _connection.IsInMemory;

    /// <summary>The virtual host.</summary>
    public string VirtualHost => _connection.VirtualHost;

    /// <summary>
    /// Makes a client of the broker's management interface, with the name and password of the connection. RabbitMQ serves it
    /// on port 15672, encrypted on 15671.
    /// </summary>
    /// <param name="address">Where it is; by default on the first host of the connection.</param>
    /// <returns>The client; the caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">Messages stay in this process.</exception>
    public HttpClient CreateManagementClient(Uri? address)
    {
        if (IsInMemory)
            throw new InvalidOperationException("There is no broker to ask: messages stay in this process.");

        var handler = new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime };
        handler.SslOptions.RemoteCertificateValidationCallback = _certificate.Check;
        var name = Encoding.UTF8.GetBytes($"{_connection.UserName}:{_connection.Password}");
        return new HttpClient(handler)
        {
            BaseAddress = address ?? new UriBuilder(_connection.UsesTls ? "https" : "http", _connection.Nodes[0].Host,
                _connection.UsesTls ? ManagementTlsPort : ManagementPort).Uri,
            Timeout = ManagementTimeout,
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(name)),
            },
        };
    }

    /// <summary>Opens a connection.</summary>
    /// <param name="purpose">What it is for; the broker shows it with the service's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection; it is not recovered when it breaks.</returns>
    /// <exception cref="InvalidOperationException">Messages stay in this process.</exception>
    public Task<IConnection> ConnectAsync(string purpose, CancellationToken cancellationToken)
    {
        if (IsInMemory)
            throw new InvalidOperationException("There is no broker to connect to: messages stay in this process.");

        var tls = new SslOption { Version = SslProtocols.None, CertificateValidationCallback = _certificate.Check };
        var factory = new ConnectionFactory
        {
            VirtualHost = _connection.VirtualHost,
            UserName = _connection.UserName,
            Password = _connection.Password,
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = Heartbeat,
            EndpointResolverFactory = _ => new ClusterEndpoints(_connection, tls),
        };
        return factory.CreateConnectionAsync($"{_environment.ApplicationName}: {purpose}", cancellationToken);
    }
}
