using System.Globalization;

namespace Microservices.Chaos.Shopping;

/// <summary>The orders of a run: the same seed gives the same orders.</summary>
internal static class OrderPlan
{
    private const int Skus = 40;
    private const int ScarceSkus = 5;
    private const int EveryKind = 25;

    /// <summary>What is on stock at first: plenty of most, a few pieces of some, so that orders are put on back order too.</summary>
    public static IReadOnlyDictionary<string, long> Stock { get; } = Enumerable.Range(0, Skus)
        .ToDictionary(Sku, index => index < ScarceSkus ? 50L : 1_000_000L);

    /// <summary>Draws orders.</summary>
    public static IReadOnlyList<PlannedOrder> Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(index => Draw(random, seed, index))];
    }

    /// <summary>Draws orders that nothing is special about, without end.</summary>
    public static IEnumerable<PlannedOrder> Plain(int seed)
    {
        var random = new Random(seed);
        for (var index = 0; ; index++)
        {
            if (Draw(random, seed, index) is { Kind: OrderKind.Plain } order)
                yield return order with { Copy = CopyKind.None };
        }
    }

    private static PlannedOrder Draw(Random random, int seed, int index)
    {
        // Not by chance: a short run has some of each, too.
        var kind = (index % EveryKind) switch
        {
            3 => OrderKind.UnknownSku,
            11 => OrderKind.RefusedRecipient,
            17 => OrderKind.Invalid,
            _ => OrderKind.Plain,
        };
        var lines = Enumerable.Range(0, random.Next(1, 6))
            .Select(_ => new PlannedLine(Sku(random.Next(Skus)), random.Next(1, 10), random.Next(1, 2_000) / 100m)).ToList();
        if (kind == OrderKind.UnknownSku)
            lines[0] = lines[0] with { Sku = $"new-{index}" };
        if (kind == OrderKind.Invalid)
            lines[0] = lines[0] with { Quantity = 0 };
        return new PlannedOrder
        {
            Index = index,
            Number = string.Create(CultureInfo.InvariantCulture, $"chaos-{seed}-{index}"),
            Kind = kind,
            Email = kind == OrderKind.RefusedRecipient ? $"refused-{index}@example.test" : $"customer-{index}@example.test",
            Lines = lines,
            Copy = random.Next(100) switch { < 8 => CopyKind.SameMessage, < 16 => CopyKind.NewMessageId, _ => CopyKind.None },
        };
    }

    private static string Sku(int index) => $"SKU-{index:00}";
}
