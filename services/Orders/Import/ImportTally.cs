using Microservices.Orders.Acceptance;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>Counts while an import runs.</summary>
internal sealed class ImportTally(int rejectionsListed, OrdersMetrics metrics)
{
    private readonly Dictionary<string, decimal> _acceptedTotals = [];
    private readonly Dictionary<string, decimal> _duplicateTotals = [];
    private readonly Dictionary<string, long> _rejectedByReason = [];
    private readonly List<RejectedOrder> _rejections = [];
    private List<RejectedOrder> _unreported = [];

    internal long LinesRead { get; set; }

    internal long BytesRead { get; set; }

    internal long Accepted { get; private set; }

    internal long Duplicates { get; private set; }

    internal long Rejected { get; private set; }

    internal int Unreported => _unreported.Count;

    internal void Add(ValidatedOrder order, AcceptanceOutcome outcome)
    {
        if (outcome == AcceptanceOutcome.Accepted)
        {
            Accepted++;
            metrics.Accepted(OrdersMetrics.Import);
            _acceptedTotals[order.Currency] = _acceptedTotals.GetValueOrDefault(order.Currency) + order.Total;
        }
        else
        {
            Duplicates++;
            metrics.Duplicate(OrdersMetrics.Import);
            _duplicateTotals[order.Currency] = _duplicateTotals.GetValueOrDefault(order.Currency) + order.Total;
        }
    }

    internal void Add(RejectedOrder rejection)
    {
        Rejected++;
        metrics.Rejected(OrdersMetrics.Import, rejection.Reason);
        _rejectedByReason[rejection.Reason] = _rejectedByReason.GetValueOrDefault(rejection.Reason) + 1;
        _unreported.Add(rejection);
        if (_rejections.Count < rejectionsListed)
            _rejections.Add(rejection);
    }

    internal ImportProgress TakeProgress()
    {
        var progress = new ImportProgress(BytesRead, LinesRead, Accepted, Duplicates, Rejected, _unreported);
        _unreported = [];
        return progress;
    }

    internal ImportSummary Summarize() => new()
    {
        LinesRead = LinesRead,
        Accepted = Accepted,
        Duplicates = Duplicates,
        Rejected = Rejected,
        RejectedByReason = _rejectedByReason.OrderBy(pair => Reasons.RankOf(pair.Key)).ToDictionary(),
        AcceptedTotals = _acceptedTotals,
        DuplicateTotals = _duplicateTotals,
        Rejections = _rejections,
        RejectionsOmitted = Rejected - _rejections.Count,
    };
}
