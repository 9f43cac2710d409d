using Microservices.Inventory.Stock;
using Microservices.Standalone.Import;

namespace Microservices.Standalone.Samples;

/// <summary>Puts the sample products on stock at the first start.</summary>
internal sealed class SampleStock(StockSeeder stock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        stock.SeedAsync(SampleProducts.All.Select(x => new StockCount(x.Sku, x.OnHand)), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
