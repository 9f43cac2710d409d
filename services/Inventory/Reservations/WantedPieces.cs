using Contracts.Orders;

namespace Microservices.Inventory.Reservations;

/// <summary>What an order wants of one SKU.</summary>
/// <param name="Sku">The SKU, by exact case.</param>
/// <param name="Pieces">Pieces of all the order's lines of this SKU: more than an <see cref="int"/> may hold.</param>
internal sealed record WantedPieces(string Sku, long Pieces)
{
    /// <summary>Sums the lines up by SKU.</summary>
    /// <param name="order">The order.</param>
    /// <returns>Each SKU once, in ordinal order.</returns>
    /// <exception cref="InvalidOrderException">The order has no lines, or a line no SKU or no pieces.</exception>
    internal static IReadOnlyList<WantedPieces> Of(OrderConfirmed order)
    {
        if (order.Lines is not { Count: > 0 })
            throw new InvalidOrderException(order.OrderId, "it has no lines");

        var pieces = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (index, line) in order.Lines.Index())
        {
            if (string.IsNullOrWhiteSpace(line?.Sku))
                throw new InvalidOrderException(order.OrderId, $"lines[{index}] has no SKU");

            // A negative one would give reserved stock back.
            if (line.Quantity < 1)
                throw new InvalidOrderException(order.OrderId, $"lines[{index}].quantity is {line.Quantity}, not 1 or more");

            pieces[line.Sku] = pieces.GetValueOrDefault(line.Sku) + line.Quantity;
        }

        return [.. pieces.Select(pair => new WantedPieces(pair.Key, pair.Value))];
    }
}
