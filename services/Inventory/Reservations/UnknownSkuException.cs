namespace Microservices.Inventory.Reservations;

/// <summary>
/// The order names SKUs that Inventory has never heard of. Trying again does not help: somebody has to create them, and
/// replay the order from the error queue.
/// </summary>
internal sealed class UnknownSkuException(Guid orderId, IReadOnlyList<string> skus)
    : Exception($"Order {orderId} names {skus.Count} unknown SKU(s): {string.Join(", ", skus.Select(Quote))}. "
        + "Nothing was reserved. Create them (PUT /stock/{sku} or POST /stock/import), then replay the order.")
{
    /// <summary>Every SKU that is unknown, in ordinal order.</summary>
    public IReadOnlyList<string> Skus { get; } = skus;

    private static string Quote(string sku) => $"'{sku}'";
}
