using Contracts.Orders;

namespace Microservices.Benchmarks.Workloads;

/// <summary>Orders of four lines, about 0.9 KB each, some of which come twice under the same MessageId.</summary>
internal static class OrderStream
{
    private const int Far = 1000;
    private const int NearestPlaces = 5;

    /// <param name="messages">How many messages, duplicates included.</param>
    /// <param name="duplicates">The share that are duplicates, 0 to 0.5.</param>
    /// <param name="farShare">The share of the duplicates that come about 1,000 places later; the others come 1 to 5 later.</param>
    /// <param name="seed">Equal seeds give equal streams.</param>
    /// <returns>The messages in the order in which they are sent.</returns>
    public static IReadOnlyList<OrderConfirmed> Create(int messages, double duplicates, double farShare, int seed)
    {
        var random = new Random(seed);
        var unique = (int)Math.Round(messages * (1 - duplicates));
        var places = new List<(double Place, OrderConfirmed Order)>(messages);
        for (var i = 0; i < unique; i++)
            places.Add((i, Order(random, i)));
        for (var i = unique; i < messages; i++)
        {
            var original = random.Next(unique);
            var distance = random.NextDouble() < farShare ? Far : random.Next(1, NearestPlaces + 1);
            places.Add((original + distance + random.NextDouble(), places[original].Order));
        }

        return [.. places.OrderBy(place => place.Place).Select(place => place.Order)];
    }

    private static OrderConfirmed Order(Random random, int number)
    {
        var id = new byte[16];
        random.NextBytes(id);
        return new OrderConfirmed
        {
            OrderId = new Guid(id),
            OrderNumber = $"{536365 + number}",
            Customer = new Customer { Id = $"{17850 + (number % 4000)}", Name = "Ada Lovelace", Email = "ada@example.test", Locale = "en-GB" },
            Currency = "GBP",
            ShippingAddress = new ShippingAddress
            {
                Name = "Ada Lovelace",
                Line1 = "12 St James's Square",
                PostalCode = "SW1Y 4JH",
                City = "London",
                Country = "United Kingdom",
                CountryCode = "GB",
            },
            Lines =
            [
                .. Enumerable.Range(0, 4).Select(_ => new OrderLine
                {
                    Sku = $"{random.Next(10000, 99999)}",
                    Description = "WHITE HANGING HEART T-LIGHT HOLDER",
                    Quantity = random.Next(1, 13),
                    UnitPrice = random.Next(25, 1500) / 100m,
                }),
            ],
            ConfirmedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        };
    }
}
