using System.Diagnostics.Metrics;

namespace Microservices.Inventory;

/// <summary>Dashboards show these figures of the stock.</summary>
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
            "Confirmed orders, by outcome: complete, short, or duplicate. A duplicate reserves nothing.");
        _reservedPieces = meter.CreateCounter<long>("microservices.inventory.reserved", "{piece}",
            "Pieces set aside for orders when they were confirmed.");
        _backorderedPieces = meter.CreateCounter<long>("microservices.inventory.backordered", "{piece}",
            "Pieces that went on back order when orders were confirmed.");
        _backorders = meter.CreateCounter<long>("microservices.inventory.backorders", "{order}",
            "Waiting orders that received stock, by outcome: filled, or short. A short order still waits for pieces.");
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
