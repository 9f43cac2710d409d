using Microservices.Inventory.Data;

namespace Microservices.Inventory.Stock;

/// <summary>What can be a SKU: 1 to 64 characters, none of them a control character, no blanks around.</summary>
internal static class Skus
{
    internal const string Rule = "must be 1 to 64 characters without blanks around and without control characters";

    internal static bool IsValid(string? sku) =>
        sku is { Length: > 0 and <= ColumnLengths.Sku }
        && !char.IsWhiteSpace(sku[0]) && !char.IsWhiteSpace(sku[^1])
        && !sku.Any(character => char.IsControl(character) || char.IsSurrogate(character) || character == '\uFFFD');
}
