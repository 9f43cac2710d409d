using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>
/// Groups lines into orders while a bounded number of orders is open. The order that has waited longest for a line is
/// closed first; a line that comes after its order was closed opens a late order, which can only be rejected.
/// </summary>
internal sealed class OrderWindow(int capacity, int maxLines, string currency)
{
    private readonly Dictionary<string, LinkedListNode<OpenOrder>> _byNumber = new(StringComparer.Ordinal);
    private readonly LinkedList<OpenOrder> _byTouch = [];

    // 16 bytes per order is all that grows with the file.
    private readonly HashSet<Guid> _closed = [];

    /// <summary>The order that got the latest line.</summary>
    internal OpenOrder? Latest => _byTouch.Last?.Value;

    /// <summary>Finds or opens the order of a line.</summary>
    /// <param name="number">The order's number, as the line has it.</param>
    /// <param name="overdue">The order that had to be closed for it, if any.</param>
    internal OpenOrder Touch(string number, out OpenOrder? overdue)
    {
        overdue = null;
        var seen = OrderNumbers.AsSeen(number);
        if (_byNumber.TryGetValue(seen, out var node))
        {
            _byTouch.Remove(node);
            _byTouch.AddLast(node);
            return node.Value;
        }

        if (_byNumber.Count == capacity)
            overdue = CloseOldest();

        var order = Open(number, seen);
        _byNumber.Add(seen, _byTouch.AddLast(order));
        return order;
    }

    /// <summary>Closes the order that has waited longest.</summary>
    /// <returns>The order, or <see langword="null"/> if none is open.</returns>
    internal OpenOrder? CloseOldest()
    {
        if (_byTouch.First is not { } node)
            return null;

        _byTouch.RemoveFirst();
        var seen = OrderNumbers.AsSeen(node.Value.Number);
        _byNumber.Remove(seen);
        _closed.Add(OrderIds.FromOrderNumber(seen));
        return node.Value;
    }

    private OpenOrder Open(string number, string seen)
    {
        var order = new OpenOrder(number, maxLines, currency);
        if (_closed.Contains(OrderIds.FromOrderNumber(seen)))
            order.Violations.Add("", Reasons.OrderSplit,
                $"lines came after the order was closed: more than {capacity} others came between; sort the file");
        return order;
    }
}
