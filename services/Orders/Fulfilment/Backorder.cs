using System.Globalization;
using Contracts.Inventory;

namespace Microservices.Orders.Fulfilment;

/// <summary>What an order misses, the same from each of Inventory's events.</summary>
/// <param name="Pieces">Pieces on back order. They only become fewer, so of two reports the one with fewer is the later.</param>
/// <param name="Detail">The same in words; <see langword="null"/> if there is nothing to say.</param>
internal sealed record Backorder(long Pieces, string? Detail)
{
    private const int SkusNamed = 10;

    /// <summary>Reads what is missing.</summary>
    /// <param name="lines">What the order got of each SKU.</param>
    /// <returns>The back order, of no pieces if nothing is missing.</returns>
    internal static Backorder Of(IEnumerable<ReservedSku> lines)
    {
        var missing = lines.Where(line => line.Backordered > 0)
            .OrderBy(line => line.Sku, StringComparer.Ordinal)
            .ToList();
        if (missing.Count == 0)
            return new Backorder(0, null);

        var named = missing.Take(SkusNamed)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Backordered} × {line.Sku}"));
        var rest = missing.Count > SkusNamed ? $" and {missing.Count - SkusNamed} more SKUs" : "";
        return new Backorder(missing.Sum(line => line.Backordered), $"On back order: {string.Join(", ", named)}{rest}");
    }

    /// <summary>Reads what is missing after stock has come in.</summary>
    /// <param name="lines">What the order has of each SKU.</param>
    /// <param name="at">When it got the stock.</param>
    /// <returns>The back order, which says so when it is filled.</returns>
    internal static Backorder AfterFilling(IEnumerable<ReservedSku> lines, DateTimeOffset at)
    {
        var rest = Of(lines);
        return rest.Pieces > 0
            ? rest
            : rest with { Detail = string.Create(CultureInfo.InvariantCulture, $"Back order filled at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC.") };
    }
}
