namespace Microservices.Benchmarks.Workloads;

/// <summary>One load of a relay.</summary>
/// <param name="Rate">Requests per second; null for a backlog.</param>
/// <param name="IsElsewhere">Whether the relay runs in another process than the requests.</param>
internal sealed record RelayLoad(int? Rate, bool IsElsewhere)
{
    public override string ToString() => FormattableString.Invariant(
        $"{(Rate is { } rate ? $"{rate}/s" : "backlog")}{(IsElsewhere ? ", another process" : "")}");
}
