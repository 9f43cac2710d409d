using System.Globalization;
using Contracts.Inventory;

namespace Microservices.Orders.Fulfilment;

/// <summary>Puts what is on back order into words, the same from both of Inventory's events.</summary>
internal static class Backorder
{
    private const int SkusNamed = 10;

    /// <summary>Describes what is missing.</summary>
    /// <param name="lines">What the order got of each SKU.</param>
    /// <returns>A short text, or <see langword="null"/> if nothing is missing.</returns>
    internal static string? Describe(IEnumerable<ReservedSku> lines)
    {
        var missing = lines.Where(line => line.Backordered > 0)
            .OrderBy(line => line.Sku, StringComparer.Ordinal)
            .ToList();
        if (missing.Count == 0)
            return null;

        var named = missing.Take(SkusNamed)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Backordered} × {line.Sku}"));
        var rest = missing.Count > SkusNamed ? $" and {missing.Count - SkusNamed} more SKUs" : "";
        return $"On back order: {string.Join(", ", named)}{rest}";
    }
}
