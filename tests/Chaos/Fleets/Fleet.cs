using System.Security.Cryptography;
using Microservices.Chaos.Sabotaging;
using Microservices.Testing;
using Microservices.Testing.Smtp;

namespace Microservices.Chaos.Fleets;

/// <summary>The five services as processes, several of each, on a broker, a database server and a mail server of their own.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly Dictionary<string, FleetService> _services = [];
    private readonly string _logFolder;

    private Fleet(PrivateRabbitMqServer broker, RabbitMqVirtualHost virtualHost, PrivatePostgresServer databases, string logFolder)
    {
        (Broker, VirtualHost, Databases, _logFolder) = (broker, virtualHost, databases, logFolder);
        MailLine = TcpProxy.Start(Mail.Host, Mail.Port);
    }

    public PrivateRabbitMqServer Broker { get; }

    public RabbitMqVirtualHost VirtualHost { get; }

    public PrivatePostgresServer Databases { get; }

    public SmtpCatcher Mail { get; } = SmtpCatcher.Start();

    public TcpProxy MailLine { get; }

    /// <summary>Key of the dead letters' interface.</summary>
    public string ApiKey { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public FleetService this[string service] => _services[service];

    public IReadOnlyCollection<FleetService> Services => _services.Values;

    public IEnumerable<Replica> Replicas => _services.Values.SelectMany(service => service.Replicas);

    /// <summary>Starts servers and services; ends when every replica is ready.</summary>
    public static async Task<Fleet> StartAsync(FleetSettings settings, CancellationToken cancellationToken)
    {
        var databases = PostgresServer.StartPrivateAsync(cancellationToken);
        var broker = await RabbitMqServer.StartPrivateAsync(cancellationToken);
        var fleet = new Fleet(broker, await broker.CreateVirtualHostAsync(cancellationToken), await databases, settings.LogFolder);
        try
        {
            foreach (var name in ServiceNames.All)
                await fleet.AddAsync(name, settings, cancellationToken);
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
        await File.WriteAllTextAsync(Path.Combine(_logFolder, "broker.log"), await Broker.ReadLogAsync());
        await Broker.DisposeAsync();
        await Databases.DisposeAsync();
    }

    private async Task AddAsync(string name, FleetSettings settings, CancellationToken cancellationToken)
    {
        var configuration = FleetConfiguration.Of(
            name, Mail.Host, MailLine.Port, Broker.Address.Management, ApiKey, settings.Sabotage);
        var database = await Databases.CreateDatabaseAsync(cancellationToken);
        var service = new FleetService(
            name, VirtualHost.ConnectionString, database, configuration, settings.LogFolder, cancellationToken);
        _services[name] = service;
        for (var number = 0; number < settings.Replicas; number++)
            service.Add();
    }
}
