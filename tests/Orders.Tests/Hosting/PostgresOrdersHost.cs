using Microservices.Testing;

namespace Microservices.Orders.Tests.Hosting;

/// <summary>As in production: PostgreSQL and RabbitMQ.</summary>
public class PostgresOrdersHost : OrdersHost
{
    internal RabbitMqVirtualHost Broker { get; private set; } = null!; // set before any test runs

    protected override async Task<(string Database,
        string Broker)> CreateServersAsync(CancellationToken cancellationToken)
    {
        var database = await PostgresServer.CreateDatabaseAsync(cancellationToken);
        Broker = await RabbitMqServer.CreateVirtualHostAsync(cancellationToken);
        return (database, Broker.ConnectionString);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Broker.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
