using Microservices.Chaos.Sabotaging;
using Microservices.Testing;
using Microservices.Testing.Pipeline;
using Microservices.Testing.Smtp;

namespace Microservices.Chaos.Fleets;

/// <summary>The five services as processes, several of each, with a mail server and, where faults need them, servers of their own.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly Dictionary<string, FleetService> _services = [];
    private readonly FleetServers? _servers;
    private readonly string _logFolder;

    private Fleet(FleetServers? servers, RabbitMqVirtualHost virtualHost, string logFolder)
    {
        (_servers, VirtualHost, _logFolder) = (servers, virtualHost, logFolder);
        MailLine = TcpProxy.Start(Mail.Host, Mail.Port);
    }

    /// <summary>The fleet's own broker.</summary>
    /// <exception cref="InvalidOperationException">It uses that of all tests, which no fault may touch.</exception>
    public PrivateRabbitMqServer Broker => Own.Broker;

    public RabbitMqVirtualHost VirtualHost { get; }

    /// <summary>The fleet's own database server.</summary>
    /// <exception cref="InvalidOperationException">It uses that of all tests, which no fault may touch.</exception>
    public PrivatePostgresServer Databases => Own.Databases;

    public SmtpCatcher Mail { get; } = SmtpCatcher.Start();

    public TcpProxy MailLine { get; }


    public FleetService this[string service] => _services[service];

    public IReadOnlyCollection<FleetService> Services => _services.Values;

    private FleetServers Own => _servers
        ?? throw new InvalidOperationException("This fleet has no servers of its own, and a fault may touch no others.");

    public IEnumerable<Replica> Replicas => _services.Values.SelectMany(service => service.Replicas);

    /// <summary>Starts servers and services; ends when every replica is ready.</summary>
    public static async Task<Fleet> StartAsync(FleetSettings settings, CancellationToken cancellationToken)
    {
        var servers = settings.OwnServers ? await FleetServers.StartAsync(cancellationToken) : null;
        var virtualHost = servers is null
            ? await RabbitMqServer.CreateVirtualHostAsync(cancellationToken)
            : await servers.Broker.CreateVirtualHostAsync(cancellationToken);
        var fleet = new Fleet(servers, virtualHost, settings.LogFolder);
        try
        {
            // Email last: it is told where Invoice is.
            foreach (var name in ServiceNames.All.OrderBy(name => name == ServiceNames.Email))
                await fleet.AddAsync(name, settings, cancellationToken);
            if (servers is not null)
                await Task.WhenAll(fleet.Services.Select(service => service.Replicas[0].Process.MigrateAsync()));
            await Sabotages.ApplyAsync(settings.Sabotage, fleet, cancellationToken);
            await Task.WhenAll(fleet.Replicas.Select(replica => replica.Process.StartAsync()));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Services)
            await service.DisposeAsync();
        await MailLine.DisposeAsync();
        await Mail.DisposeAsync();
        await VirtualHost.DisposeAsync();
        if (_servers is null)
            return;

        await File.WriteAllTextAsync(Path.Combine(_logFolder, "broker.log"), await _servers.Broker.ReadLogAsync());
        await _servers.DisposeAsync();
    }

    private async Task AddAsync(string name, FleetSettings settings, CancellationToken cancellationToken)
    {
        var broker = _servers?.Broker.Address ?? await RabbitMqServer.GetAddressAsync(cancellationToken);
        var configuration = FleetConfiguration.Of(name, new FleetAddresses(
            Mail.Host, MailLine.Port, broker.Management, _services.GetValueOrDefault(ServiceNames.Invoice)?.Replicas[0].Process.Http.BaseAddress),
            settings.Sabotage);
        var database = _servers is null
            ? await MigratedServices.CreateAsync(name, VirtualHost, cancellationToken)
            : await _servers.Databases.CreateDatabaseAsync(cancellationToken);
        var service = new FleetService(
            name, VirtualHost.ConnectionString, database, configuration, settings.LogFolder, cancellationToken);
        _services[name] = service;
        for (var number = 0; number < settings.Replicas; number++)
            service.Add();
    }
}
