using System.ComponentModel.DataAnnotations;
using Contracts.Rules;

namespace Contracts.Inventory;

/// <summary>What an order got of one SKU: <see cref="Reserved"/> plus <see cref="Backordered"/> is what it asked for.</summary>
public sealed record ReservedSku
{
    // More than the largest order has of a SKU, and so few that the sum of an order's SKUs is a long.
    private const string MostPieces = "99999999999999";

    /// <summary>Stock-keeping unit, compared by exact case.</summary>
    [TextRule(Identifiers.Format), StringLength(Identifiers.MaxLength, MinimumLength = 1)]
    public required string Sku { get; init; }

    /// <summary>Pieces set aside for the order, zero or more.</summary>
    [Range(typeof(long), "0", MostPieces)]
    public required long Reserved { get; init; }

    /// <summary>Pieces that were not there and will follow, zero or more.</summary>
    [Range(typeof(long), "0", MostPieces)]
    public required long Backordered { get; init; }
}
