using Microservices.Testing;

namespace Microservices.Chaos.Fleets;

/// <summary>The broker and the database server that one fleet owns.</summary>
internal sealed record FleetServers(PrivateRabbitMqServer Broker, PrivatePostgresServer Databases) : IAsyncDisposable
{
    public static async Task<FleetServers> StartAsync(CancellationToken cancellationToken)
    {
        var databases = PostgresServer.StartPrivateAsync(cancellationToken);
        return new FleetServers(await RabbitMqServer.StartPrivateAsync(cancellationToken), await databases);
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await Databases.DisposeAsync();
    }
}
