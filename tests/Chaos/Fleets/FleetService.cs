using Microservices.Testing;

namespace Microservices.Chaos.Fleets;

/// <summary>One service of a fleet: its replicas, its database, and the lines that lead to database and broker.</summary>
internal sealed class FleetService : IAsyncDisposable
{
    private readonly Dictionary<string, string> _settings;
    private readonly string _logFolder;
    private readonly CancellationToken _cancellation;
    private readonly List<Replica> _replicas = [];

    public FleetService(string name, string broker, string database, IReadOnlyDictionary<string, string> settings,
        string logFolder, CancellationToken cancellation)
    {
        (Name, Database, _logFolder, _cancellation) = (name, database, logFolder, cancellation);
        BrokerLine = TcpProxy.Start(broker);
        DatabaseLine = TcpProxy.Start(database);
        _settings = new Dictionary<string, string>(settings)
        {
            ["ConnectionStrings__Broker"] = BrokerLine.Redirect(broker),
            ["ConnectionStrings__Database"] =
                DatabaseLine.Redirect(database) + ";Timeout=5;Command Timeout=10;Maximum Pool Size=20",
        };
    }

    public string Name { get; }

    /// <summary>Connection string of its database, without the line in between.</summary>
    public string Database { get; }

    public TcpProxy BrokerLine { get; }

    public TcpProxy DatabaseLine { get; }

    /// <summary>Its replicas, running or not.</summary>
    public IReadOnlyList<Replica> Replicas
    {
        get
        {
            lock (_replicas)
                return [.. _replicas];
        }
    }

    /// <summary>Makes one more replica, which is not started.</summary>
    public Replica Add()
    {
        lock (_replicas)
        {
            var replica = new Replica(Name, _replicas.Count + 1, _settings, _logFolder, _cancellation);
            _replicas.Add(replica);
            return replica;
        }
    }

    /// <summary>Forgets a replica that has ended.</summary>
    public void Remove(Replica replica)
    {
        lock (_replicas)
            _replicas.Remove(replica);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in Replicas)
            await replica.DisposeAsync();
        await BrokerLine.DisposeAsync();
        await DatabaseLine.DisposeAsync();
    }
}
