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

    /// <summary>The rejected orders, the first 1,000 by default.</summary>
    public required IReadOnlyList<RejectedOrder> Rejections { get; init; }

    /// <summary>How many rejected orders are not in <see cref="Rejections"/>.</summary>
    public required long RejectionsOmitted { get; init; }
}
