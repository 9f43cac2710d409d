using Microservices.Orders.Tests.Hosting;
using Microservices.Testing;

namespace Microservices.Orders.Tests.Overload;

/// <summary>Takes on next to nothing, and its broker can go away.</summary>
public class SmallOrdersHost : PostgresOrdersHost
{
    internal TcpProxy LineToBroker { get; private set; } = null!; // set before any test runs

    protected override async Task<(string Database, string Broker)> CreateServersAsync(CancellationToken cancellationToken)
    {
        var (database, broker) = await base.CreateServersAsync(cancellationToken);
        LineToBroker = TcpProxy.Start(broker);
        return (database, LineToBroker.Redirect(broker));
    }

    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Orders:Overload:OrdersAtOnce"] = "1";
        settings["Orders:Overload:OrdersWaiting"] = "1";
        settings["Orders:Overload:LongestWait"] = "00:01:00"; // a test's time
        settings["Orders:Overload:ImportsAtOnce"] = "1";
        settings["Orders:Overload:OutboxMessages"] = "20";
        settings["Orders:Overload:CountInterval"] = "00:00:00.1";
    }

    public override async ValueTask DisposeAsync()
    {
        LineToBroker.Accept(); // so that the host can stop
        await base.DisposeAsync();
        await LineToBroker.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
