using System.Data;
using MassTransit;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Engines;

/// <summary>What production runs on.</summary>
public sealed class PostgresRabbitMqEngine : OutboxEngine
{
    private string _database = null!; // set by InitializeAsync
    private RabbitMqVirtualHost _broker = null!; // set by InitializeAsync
    private TcpProxy _proxy = null!; // set by InitializeAsync

    public override IReadOnlyList<IsolationLevel> IsolationLevels =>
        [IsolationLevel.ReadCommitted, IsolationLevel.RepeatableRead, IsolationLevel.Serializable];

    public override bool SupportsReplicas => true;

    public override async ValueTask InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        _broker = await RabbitMqServer.CreateVirtualHostAsync(TestContext.Current.CancellationToken);
        _proxy = TcpProxy.Start(_broker.ConnectionString);
    }

    public override async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _broker.DisposeAsync();
    }

    public override void UseDatabase(DbContextOptionsBuilder options) => AllowManyModels(options).UseNpgsql(_database);

    public override void UseRetries(DbContextOptionsBuilder options) => options.UseNpgsql(x => x.EnableRetryOnFailure());

    public override void UseOutbox(IEntityFrameworkOutboxConfigurator outbox) => outbox.UsePostgres();

    public override void UseTransport(IBusRegistrationConfigurator bus,
        Action<IBusRegistrationContext, IBusFactoryConfigurator> configure)
    {
        bus.UsingRabbitMq((context, cfg) =>
        {
            cfg.Host(new Uri(_proxy.Redirect(_broker.ConnectionString)));
            cfg.PrefetchCount = 64;
            configure(context, cfg);
        });
    }

    public override void CutBroker()
    {
        _proxy.Refuse();
        _proxy.CutConnections();
    }

    public override void RestoreBroker() => _proxy.Accept();
}
