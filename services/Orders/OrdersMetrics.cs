using System.Diagnostics.Metrics;

namespace Microservices.Orders;

/// <summary>Counts what becomes of orders, by where they came from.</summary>
internal sealed class OrdersMetrics
{
    internal const string MeterName = "Microservices.Orders";
    internal const string Http = "http";
    internal const string Import = "import";
    internal const string Event = "event";
    internal const string Busy = "busy";
    internal const string Backlog = "outbox";

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _early;
    private readonly Counter<long> _letGo;

    public OrdersMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _accepted = meter.CreateCounter<long>("microservices.orders.accepted", "{order}",
            "Orders committed with their event.");
        _duplicates = meter.CreateCounter<long>("microservices.orders.duplicates", "{order}",
            "Orders that had been committed before, by an equal request.");
        _rejected = meter.CreateCounter<long>("microservices.orders.rejected", "{order}",
            "Orders refused, by their first reason.");
        _shed = meter.CreateCounter<long>("microservices.orders.shed", "{request}",
            "Requests answered 429, unread, because there was too much to do.");
        _early = meter.CreateCounter<long>("microservices.orders.reports.early", "{report}",
            "Reports of services about an order that was not here yet; they wait for it.");
        _letGo = meter.CreateCounter<long>("microservices.orders.reports.let_go", "{report}",
            "Reports that waited in vain: their order was refused, or belongs to another environment.");
    }

    internal void Accepted(string source, int count = 1) => _accepted.Add(count, SourceTag(source));

    internal void Duplicate(string source, int count = 1) => _duplicates.Add(count, SourceTag(source));

    internal void Rejected(string source, string reason) =>
        _rejected.Add(1, SourceTag(source), KeyValuePair.Create<string, object?>("reason", reason));

    internal void Shed(string source, string reason) =>
        _shed.Add(1, SourceTag(source), KeyValuePair.Create<string, object?>("reason", reason));

    internal void ReportedEarly() => _early.Add(1);

    internal void LetGo(int reports) => _letGo.Add(reports);

    private static KeyValuePair<string, object?> SourceTag(string source) =>
        KeyValuePair.Create<string, object?>("source", source);
}
