using Contracts.Rules;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>Counts while an import runs.</summary>
internal sealed class ImportTally(int rejectionsListed, OrdersMetrics metrics)
{
    private const int CountriesListed = 100;

    private readonly Dictionary<string, decimal> _acceptedTotals = [];
    private readonly Dictionary<string, decimal> _duplicateTotals = [];
    private readonly Dictionary<string, long> _rejectedByReason = [];
    private readonly SortedDictionary<string, long> _guessed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _unknownCountries = [];
    private readonly List<RejectedOrder> _rejections = [];
    private List<RejectedOrder> _unreported = [];
    private long _unknownCountriesOmitted;

    internal long LinesRead { get; set; }

    internal long BytesRead { get; set; }

    internal long Accepted { get; private set; }

    internal long Duplicates { get; private set; }

    internal long Rejected { get; private set; }

    /// <summary>Columns that nothing is read from.</summary>
    internal IReadOnlyList<string> IgnoredColumns { get; set; } = [];

    internal int Unreported => _unreported.Count;

    internal void Add(ValidatedOrder order, AcceptanceOutcome outcome)
    {
        if (order.ShippingAddress is { CountryCode: null, Country: { } country } && Characters.IsAnyVisible(country))
            CountUnknown(country);
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

    internal void AddGuess(string guess) => _guessed[guess] = _guessed.GetValueOrDefault(guess) + 1;

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
        Guessed = _guessed,
        UnknownCountries = _unknownCountries,
        UnknownCountriesOmitted = _unknownCountriesOmitted,
        IgnoredColumns = IgnoredColumns,
        Rejections = _rejections,
        RejectionsOmitted = Rejected - _rejections.Count,
    };

    private void CountUnknown(string country)
    {
        if (_unknownCountries.Count < CountriesListed || _unknownCountries.ContainsKey(country))
            _unknownCountries[country] = _unknownCountries.GetValueOrDefault(country) + 1;
        else
            _unknownCountriesOmitted++;
    }
}
