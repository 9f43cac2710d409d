using Microservices.Chaos.Fleets;
using Microservices.Chaos.Judging;
using Microservices.Chaos.Shopping;

namespace Microservices.Chaos.Tests.Judging;

/// <summary>What a run leaves in which everything went right: two orders, one bad message, one order that was refused.</summary>
internal static class SampleEvidence
{
    public static readonly Guid First = Guid.Parse("0191f6a0-5b6c-7d3e-8f00-000000000001");
    public static readonly Guid Second = Guid.Parse("0191f6a0-5b6c-7d3e-8f00-000000000002");
    private static readonly Guid Bad = Guid.Parse("0191f6a0-5b6c-7d3e-8f00-00000000000b");

    public static Evidence Exact { get; } = new()
    {
        Answers =
        [
            new(Order(0, OrderKind.Plain), 202, First, 1, default),
            new(Order(1, OrderKind.UnknownSku), 202, Second, 3, default),
            new(Order(2, OrderKind.Invalid), 400, null, 1, default),
        ],
        Sightings =
        [
            new("m1", First, "chaos-1-0", IsOurs: false, IsReplay: false, default),
            new("m1", First, "chaos-1-0", IsOurs: false, IsReplay: false, default), // the outbox sends at least once
            new("m2", Second, "chaos-1-1", IsOurs: false, IsReplay: false, default),
            new("m3", Second, "chaos-1-1", IsOurs: true, IsReplay: false, default),
            new($"{Bad}", null, null, IsOurs: true, IsReplay: false, default),
        ],
        BadMessages = [new(Bad, "no JSON")],
        Orders = [new(First, "chaos-1-0", 5m, 3), new(Second, "chaos-1-1", 5m, 3)],
        Deliveries = [new(First, "mail-1", "Sent", 0), new(Second, "mail-2", "Sent", 1)],
        InvoiceDeliveries = [new(First, "invoice-1", "Sent", 1), new(Second, "invoice-2", "Sent", 0)],
        Mails = ["mail-1", "mail-2", "mail-2", "invoice-1", "invoice-2"],
        Reservations = [new(First, 2, 2, 0), new(Second, 2, 1, 1)],
        Stock = [new("SKU-00", 3, 3, 3)],
        Invoices = [new(First, "INV", 2026, 1, 5m, 1), new(Second, "INV", 2026, 2, 5m, 1)],
        Counters = new Dictionary<(string, int), long> { [("INV", 2026)] = 2 },
        Letters =
        [
            .. ServiceNames.Queues.Values.Select(queue => new StoredLetter(queue, $"{Bad}", "open", "JsonException: no JSON")),
            new("inventory-order-confirmed", "m2", "resolved", "UnknownSkuException: new-1"),
        ],
        Outboxes = ServiceNames.All.ToDictionary(service => service, _ => 0L),
        Queues = new Dictionary<string, long> { ["email-order-confirmed"] = 0 },
        Crashes = [],
    };

    private static PlannedOrder Order(int index, OrderKind kind) => new()
    {
        Index = index,
        Number = $"chaos-1-{index}",
        Kind = kind,
        Email = $"customer-{index}@example.test",
        Lines = [new PlannedLine("SKU-00", 2, 2.5m)],
    };
}
