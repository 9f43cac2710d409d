using Microservices.Inventory.Stock;

namespace Microservices.Standalone.Import;

/// <summary>Puts SKUs on stock that are not there yet.</summary>
internal sealed class StockSeeder(IServiceScopeFactory scopes)
{
    internal async Task SeedAsync(IEnumerable<StockCount> counts, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StockKeeper>().AddMissingAsync([.. counts], cancellationToken);
    }
}
