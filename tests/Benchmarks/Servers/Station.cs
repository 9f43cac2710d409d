using Microservices.Testing;
using Npgsql;
using RabbitMQ.Client;

namespace Microservices.Benchmarks.Servers;

/// <summary>What one run of one subject works on: a database and a virtual host of its own, empty at the start.</summary>
internal sealed class Station : IAsyncDisposable
{
    /// <summary>The queue that consumers take from.</summary>
    public const string Input = "bench-in";

    /// <summary>The queue that all outgoing events end in.</summary>
    public const string Output = "bench-out";

    /// <summary>The exchange of the outgoing event: the name that MassTransit gives it.</summary>
    public const string OutputExchange = "Contracts.Invoice:InvoiceIssued";

    // What the facts found to pay: prepared statements, and no DISCARD ALL when a connection goes back to the pool.
    private const string Tuning = "Max Auto Prepare=100;No Reset On Close=true;Include Error Detail=true";

    private readonly RabbitMqVirtualHost? _broker;

    private Station(string database, string broker, RabbitMqVirtualHost? owned)
    {
        (Database, Broker) = (database, new Uri(broker));
        _broker = owned;
    }

    /// <summary>Connection string of the database.</summary>
    public string Database { get; }

    /// <summary>Address of the virtual host.</summary>
    public Uri Broker { get; }

    /// <summary>One that another process made, and disposes.</summary>
    public static Station Of(string database, string broker) => new(database, broker, owned: null);

    public static async Task<Station> CreateAsync(PrivatePostgresServer postgres, CancellationToken cancellationToken)
    {
        var broker = await RabbitMqServer.CreateVirtualHostAsync(cancellationToken);
        var station = new Station($"{await postgres.CreateDatabaseAsync(cancellationToken)};{Tuning}", broker.ConnectionString, broker);
        await using var connection = await station.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var quorum = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        foreach (var queue in new[] { Input, Output })
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, quorum, cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(OutputExchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(Output, OutputExchange, routingKey: "", cancellationToken: cancellationToken);
        return station;
    }

    /// <summary>The same station with its database behind a proxy; only this one is disposed.</summary>
    public Station Through(TcpProxy proxy) => new(proxy.Redirect(Database), Broker.OriginalString, owned: null);

    /// <summary>Starts a proxy in front of the database.</summary>
    public TcpProxy StartProxy() => TcpProxy.Start(Database);

    /// <summary>Connects to the broker; the caller disposes the connection.</summary>
    public Task<IConnection> ConnectAsync(CancellationToken cancellationToken) =>
        new ConnectionFactory { Uri = Broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancellationToken);

    /// <summary>Opens a connection of its own, which ends when the caller disposes it: no pool keeps it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection($"{Database};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>
    /// Waits until nobody is connected to the database any more: the server's counters follow a connection's work by up to
    /// some seconds, and have all of it when it has ended.
    /// </summary>
    public Task DisconnectedAsync(CancellationToken cancellationToken) => Eventually.Holds(
        async () => await ReadAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            cancellationToken) == 0,
        "the subject's connections have ended", cancellationToken: cancellationToken);

    /// <summary>Runs statements one after another, however long they take.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads one value.</summary>
    public async Task<T> ReadAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!; // only aggregates are read, which are never null
    }

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
