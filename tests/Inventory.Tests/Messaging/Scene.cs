using System.Net.Http.Json;
using Microservices.Inventory.Tests.Hosting;
using Microservices.Testing;

namespace Microservices.Inventory.Tests.Messaging;

/// <summary>Inventory on PostgreSQL and RabbitMQ, with the other services around it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    internal const string ErrorQueue = "inventory-order-confirmed_error";

    internal required RabbitMqVirtualHost Broker { get; init; }

    internal required InventoryHost Inventory { get; init; }

    internal required OtherServices Others { get; init; }

    internal static async Task<Scene> StartAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var database = await PostgresServer.CreateDatabaseAsync(cancellationToken);
        var broker = await RabbitMqServer.CreateVirtualHostAsync(cancellationToken);
        var inventory = await InventoryHost.StartAsync(database, broker.ConnectionString);
        await Eventually.Holds(async () => (await inventory.Client.GetAsync(new Uri("/health/ready", UriKind.Relative),
            cancellationToken)).IsSuccessStatusCode, "Inventory is ready", cancellationToken: cancellationToken);
        var others = await OtherServices.StartAsync(broker.ConnectionString);
        return new Scene { Broker = broker, Inventory = inventory, Others = others };
    }

    internal async Task StockAsync(params (string Sku, long OnHand)[] counts)
    {
        foreach (var (sku, onHand) in counts)
        {
            using var answer = await Inventory.Client.PutAsJsonAsync(new Uri($"/stock/{sku}", UriKind.Relative),
                new { onHand }, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Others.DisposeAsync();
        await Inventory.DisposeAsync();
        await Broker.DisposeAsync();
    }
}
