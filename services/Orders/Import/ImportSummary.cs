namespace Microservices.Orders.Import;

/// <summary>What became of a file.</summary>
internal sealed record ImportSummary
{
    /// <summary>Records read: lines of orders, without header and blank lines.</summary>
    public required long LinesRead { get; init; }

    /// <summary>Orders committed by this import.</summary>
    public required long Accepted { get; init; }

    /// <summary>Orders that had been committed before with the same content.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Orders not taken.</summary>
    public required long Rejected { get; init; }

    /// <summary>Orders not taken by their first reason; adds up to <see cref="Rejected"/>.</summary>
    public required IReadOnlyDictionary<string, long> RejectedByReason { get; init; }

    /// <summary>Sum of the accepted orders per currency.</summary>
    public required IReadOnlyDictionary<string, decimal> AcceptedTotals { get; init; }

    /// <summary>Sum of the duplicates per currency.</summary>
    public required IReadOnlyDictionary<string, decimal> DuplicateTotals { get; init; }

    /// <summary>What had to be guessed, by <see cref="Guesses"/>: how many of the orders taken, or lines skipped.</summary>
    public required IReadOnlyDictionary<string, long> Guessed { get; init; }

    /// <summary>Orders taken to a country that has no code, by its name as written; the first 100 names.</summary>
    public required IReadOnlyDictionary<string, long> UnknownCountries { get; init; }

    /// <summary>Orders to other countries without a code than those of <see cref="UnknownCountries"/>.</summary>
    public required long UnknownCountriesOmitted { get; init; }

    /// <summary>What happens to the orders of <see cref="UnknownCountries"/>; <see langword="null"/> without any.</summary>
    public string? UnknownCountryRule => UnknownCountries.Count == 0
        ? null
        : "The name is kept as written, without a code. Without a code Invoice charges the seller's VAT rate.";

    /// <summary>Columns of a CSV that nothing was read from.</summary>
    public required IReadOnlyList<string> IgnoredColumns { get; init; }

    /// <summary>The rejected orders, the first 1,000 by default.</summary>
    public required IReadOnlyList<RejectedOrder> Rejections { get; init; }

    /// <summary>How many rejected orders are not in <see cref="Rejections"/>.</summary>
    public required long RejectionsOmitted { get; init; }
}
