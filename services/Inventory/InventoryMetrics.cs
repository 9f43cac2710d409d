using System.Diagnostics.Metrics;

namespace Microservices.Inventory;

/// <summary>What dashboards show of the stock.</summary>
internal sealed class InventoryMetrics
{
    /// <summary>The meter's name.</summary>
    internal const string MeterName = "Microservices.Inventory";

    private readonly Counter<long> _reservations;
    private readonly Counter<long> _reservedPieces;
    private readonly Counter<long> _backorderedPieces;
    private readonly Counter<long> _backorders;

    public InventoryMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _reservations = meter.CreateCounter<long>("microservices.inventory.reservations", "{reservation}",
            "Orders that stock was reserved for, by outcome: complete, short, or duplicate (absorbed).");
        _reservedPieces = meter.CreateCounter<long>("microservices.inventory.reserved", "{piece}",
            "Pieces set aside for orders.");
        _backorderedPieces = meter.CreateCounter<long>("microservices.inventory.backordered", "{piece}",
            "Pieces that orders asked for and that were not there.");
        _backorders = meter.CreateCounter<long>("microservices.inventory.backorders", "{order}",
            "Waiting orders that were given stock that came in, by outcome: filled, or short still.");
    }

    internal void Reserved(long reserved, long backordered)
    {
        _reservations.Add(1, Outcome(backordered == 0 ? "complete" : "short"));
        _reservedPieces.Add(reserved);
        _backorderedPieces.Add(backordered);
    }

    internal void DuplicateAbsorbed() => _reservations.Add(1, Outcome("duplicate"));

    internal void BackorderServed(bool isFilled) => _backorders.Add(1, Outcome(isFilled ? "filled" : "short"));

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
