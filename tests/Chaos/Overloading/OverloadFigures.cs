namespace Microservices.Chaos.Overloading;

/// <summary>What was measured before, in and after an overload.</summary>
internal sealed record OverloadFigures
{
    /// <summary>Orders a second with all their effects, as fast as customers and services can.</summary>
    public required double Sustainable { get; init; }

    /// <summary>Orders that a second brought in the overload, on average.</summary>
    public required double Offered { get; init; }

    /// <summary>How many orders that were.</summary>
    public required int Orders { get; init; }

    /// <summary>The requests that were answered 202 while orders were offered.</summary>
    public required Latencies Accepted { get; init; }

    /// <summary>All requests that were answered 429.</summary>
    public required Latencies Refused { get; init; }

    /// <summary>How many requests broke or were given up after ten seconds.</summary>
    public required long Unanswered { get; init; }

    /// <summary>How many were answered 5xx.</summary>
    public required long Failed { get; init; }

    /// <summary>From the last offer until every customer was answered.</summary>
    public required TimeSpan AllAnswered { get; init; }

    /// <summary>From the last offer until every order had its effects.</summary>
    public required TimeSpan AllDone { get; init; }

    /// <summary>Requests answered 202 after that, at half the sustainable rate.</summary>
    public required Latencies Afterwards { get; init; }

    /// <summary>How many were answered 429 then.</summary>
    public required int RefusedAfterwards { get; init; }
}
