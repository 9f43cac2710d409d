using Contracts.Rules;

namespace Microservices.Inventory.Data;

internal static class ColumnLengths
{
    /// <summary>The contract's limit of a SKU.</summary>
    internal const int Sku = Identifiers.MaxLength;
}
