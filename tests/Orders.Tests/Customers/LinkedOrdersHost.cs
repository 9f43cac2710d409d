using Microservices.Orders.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Microservices.Orders.Tests.Customers;

/// <summary>Orders with a key for links, and an Invoice that the test plays.</summary>
public sealed class LinkedOrdersHost : OrdersHost
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orders-links-").FullName;

    internal PlayedInvoice Invoice { get; } = new();

    protected override async Task<(string Database, string Broker)> CreateServersAsync(CancellationToken cancellationToken)
    {
        await Invoice.StartAsync(cancellationToken);
        return ($"Data Source={Path.Combine(_folder, "orders.db")}", "memory://");
    }

    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["CustomerLinks:Keys:0"] = "a-key-for-links-of-forty-characters-5678";
        settings["CustomerLinks:Address"] = "https://shop.example";
        settings["Orders:InvoiceAddress"] = Invoice.Address;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Invoice.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
