namespace Microservices.Standalone.Samples;

/// <summary>What the sample shop sells; the last one is scarce, so that back orders can be seen.</summary>
internal static class SampleProducts
{
    internal static readonly IReadOnlyList<SampleProduct> All =
    [
        new("MUG-BLUE", "Stoneware mug, blue", 12.50m, 500),
        new("MUG-SAND", "Stoneware mug, sand", 12.50m, 500),
        new("BOWL-L", "Salad bowl, 28 cm", 34.00m, 200),
        new("LAMP-OAK", "Desk lamp, oak & linen", 89.90m, 80),
        new("NOTE-A5", "Notebook A5, dotted", 7.20m, 1000),
        new("PEN-FINE", "Fineliner 0.3 mm, set of 6", 9.95m, 1000),
        new("CLOCK-24", "Wall clock \"Meridian\", 24 cm", 49.00m, 3)
    ];
}
